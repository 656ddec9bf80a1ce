-- What of an order stands on no paper yet, a row for each line and one for shipping: all of it before
-- the first invoice, afterwards what edits added to the papers with lines or took from them. Shipping
-- has the nil uuid. Rows at one rate of tax each: a line whose rate has changed has two.
create or replace function spindle.paper_rows(p_tenant_id text, p_order_id uuid)
  returns table (
    line_id          uuid,
    sku              text,
    name             text,
    quantity         bigint,
    unit_price_minor bigint,
    subtotal_minor   bigint,
    discount_minor   bigint,
    tax_rate         numeric,
    tax_minor        bigint,
    place            bigint
  )
  language plpgsql
  stable
as $$
declare
  v_order spindle.orders;
begin
  select o.* into strict v_order
    from spindle.orders o
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  return query
    with line as (
      select l.* from spindle.order_lines l where l.tenant_id = p_tenant_id and l.order_id = p_order_id
    ), now_there as (
      select l.line_id, l.sku, l.name, l.quantity, l.unit_price_minor, l.subtotal_minor, l.discount_minor,
             l.tax_rate, l.tax_minor, l.line_number::bigint as place
        from line l
       union all
      select '00000000-0000-0000-0000-000000000000', null,
             coalesce((select m.name from spindle.shipping_methods m
                        where m.tenant_id = p_tenant_id and m.code = v_order.shipping_method),
                      v_order.shipping_method),
             1, v_order.shipping_minor, v_order.shipping_minor,
             v_order.discount_minor - coalesce((select sum(l.discount_minor) from line l), 0)::bigint,
             v_order.shipping_tax_rate,
             v_order.tax_minor - coalesce((select sum(l.tax_minor) from line l), 0)::bigint,
             null
    ), on_paper as (
      select coalesce(x.line_id, '00000000-0000-0000-0000-000000000000') as line_id, x.tax_rate,
             min(x.sku) as sku, min(x.name) as name, min(x.unit_price_minor) as unit_price_minor,
             sum(case p.kind when 'invoice' then 1 else -1 end * x.quantity)::bigint as quantity,
             sum(case p.kind when 'invoice' then 1 else -1 end * x.subtotal_minor)::bigint as subtotal_minor,
             sum(case p.kind when 'invoice' then 1 else -1 end * x.discount_minor)::bigint as discount_minor,
             sum(case p.kind when 'invoice' then 1 else -1 end * x.tax_minor)::bigint as tax_minor
        from spindle.papers p,
             jsonb_to_recordset((p.document->'lines') || (p.document->'shipping')) as x(
               line_id uuid, sku text, name text, quantity bigint, unit_price_minor bigint,
               subtotal_minor bigint, discount_minor bigint, tax_rate numeric, tax_minor bigint)
       where p.tenant_id = p_tenant_id and p.order_id = p_order_id
       group by 1, 2
    )
    select coalesce(n.line_id, b.line_id), coalesce(n.sku, b.sku), coalesce(n.name, b.name),
           coalesce(n.quantity, 0) - coalesce(b.quantity, 0),
           coalesce(n.unit_price_minor, b.unit_price_minor),
           coalesce(n.subtotal_minor, 0) - coalesce(b.subtotal_minor, 0),
           coalesce(n.discount_minor, 0) - coalesce(b.discount_minor, 0),
           coalesce(n.tax_rate, b.tax_rate),
           coalesce(n.tax_minor, 0) - coalesce(b.tax_minor, 0),
           n.place
      from now_there n
      full join on_paper b on b.line_id = n.line_id and b.tax_rate = n.tax_rate
     where (coalesce(n.quantity, 0), coalesce(n.subtotal_minor, 0), coalesce(n.discount_minor, 0), coalesce(n.tax_minor, 0))
        <> (coalesce(b.quantity, 0), coalesce(b.subtotal_minor, 0), coalesce(b.discount_minor, 0), coalesce(b.tax_minor, 0));
end;
$$;
