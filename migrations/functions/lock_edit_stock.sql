-- Locks the stock that an edit takes or gives back, and returns what there is too little of, as lock_stock
-- does: [{"product_id", "sku", "requested", "available"}, …].
--
-- Locks bundles of new lines in share mode, by sku; then stock by sku and warehouse.
create or replace function spindle.lock_edit_stock(p_order spindle.orders, p_lines jsonb)
  returns jsonb
  language plpgsql
as $$
declare
  v_change jsonb;
begin
  perform 1
     from spindle.variants v
    where v.tenant_id = p_order.tenant_id
      and v.sku in (select w.sku from jsonb_to_recordset(p_lines) as w(sku text))
      and exists (select from spindle.bundle_components b
                   where b.tenant_id = v.tenant_id and b.bundle_sku = v.sku)
    order by v.sku
      for share;

  v_change := spindle.edit_demand(p_order, p_lines);

  return (
    with change as (
      select c.* from jsonb_to_recordset(v_change) as c(sku text, quantity bigint)
    ), locked as (
      select s.sku, s.warehouse, s.on_hand - s.reserved as available
        from spindle.stock s
       where s.tenant_id = p_order.tenant_id
         and s.sku = any(array(select c.sku from change c))
       order by s.sku, s.warehouse
         for update
    ), supply as (
      select l.sku, sum(l.available)::bigint as available
        from locked l
        join spindle.warehouses w on w.tenant_id = p_order.tenant_id and w.warehouse = l.warehouse
       where w.status = 'active'
       group by l.sku
    )
    select coalesce(jsonb_agg(jsonb_build_object(
             'product_id', (select v.product_id from spindle.variants v
                             where v.tenant_id = p_order.tenant_id and v.sku = c.sku),
             'sku',        c.sku,
             'requested',  c.quantity,
             'available',  coalesce(s.available, 0)) order by c.sku), '[]')
      from change c
      left join supply s on s.sku = c.sku
     where c.quantity > coalesce(s.available, 0) and c.quantity > 0);
end;
$$;
