-- What an edit changes about the stock of an order: [{"sku", "quantity", "warehouse"}, …], with a negative
-- quantity where something is given back. A placed bundle consists of what it consisted of then.
create or replace function spindle.edit_demand(p_order spindle.orders, p_lines jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    with placed as (
      select l.line_id, l.quantity, coalesce(p.sku, l.sku) as sku, coalesce(p.per_piece, 1) as per_piece
        from spindle.order_lines l
        left join spindle.order_line_parts p using (tenant_id, order_id, line_id)
       where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id
    ), wanted as (
      select w.* from jsonb_to_recordset(p_lines) as w(line_id uuid, sku text, quantity bigint, warehouse text)
    ), change as (
      select p.sku, -p.quantity * p.per_piece as quantity, null as warehouse from placed p
       union all
      select p.sku, w.quantity * p.per_piece, w.warehouse from wanted w join placed p using (line_id)
       union all
      select coalesce(b.component_sku, w.sku), w.quantity * coalesce(b.quantity, 1), w.warehouse
        from wanted w
        left join lateral (
          select c.component_sku, c.quantity
            from spindle.bundle_components c
           where c.tenant_id = p_order.tenant_id and c.bundle_sku = w.sku
          offset 0) b on true
       where not exists (select from placed p where p.line_id = w.line_id)
    )
    select coalesce(jsonb_agg(jsonb_build_object(
             'sku', x.sku, 'quantity', x.quantity, 'warehouse', x.warehouse) order by x.sku), '[]')
      from (select c.sku, sum(c.quantity)::bigint as quantity, min(c.warehouse) as warehouse
              from change c
             group by c.sku) x
     where x.quantity <> 0);
end;
$$;
