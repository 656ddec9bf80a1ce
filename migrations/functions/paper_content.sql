-- What of an order stands on no paper yet (paper_rows), as a paper says it; null when nothing is
-- missing. Amounts are those of an invoice: negative where an edit took something.
--   {"lines": […], "shipping": {…} or null, "discounts": [{"name", "amount_minor"}],
--    "taxes": [{"rate", "name", "net_minor", "tax_minor", "gross_minor"}], "totals": {…}}
create or replace function spindle.paper_content(p_tenant_id text, p_order_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_order    spindle.orders;
  v_is_first boolean;
begin
  select o.* into strict v_order
    from spindle.orders o
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;
  v_is_first := not exists (
    select from spindle.papers p where p.tenant_id = p_tenant_id and p.order_id = p_order_id);

  return (
    with row as materialized (
      select r.*, r.line_id = '00000000-0000-0000-0000-000000000000' as is_shipping,
             r.subtotal_minor - r.discount_minor
               - case when v_order.prices_include_tax then r.tax_minor else 0 end as net_minor,
             r.subtotal_minor - r.discount_minor
               + case when v_order.prices_include_tax then 0 else r.tax_minor end as gross_minor
        from spindle.paper_rows(p_tenant_id, p_order_id) r
    ), shown as (
      select r.is_shipping, r.place, r.line_id, jsonb_strip_nulls(jsonb_build_object(
               'line_id',          case when not r.is_shipping then r.line_id end,
               'sku',              r.sku,
               'name',             r.name,
               'quantity',         r.quantity,
               'unit_price_minor', r.unit_price_minor,
               'subtotal_minor',   r.subtotal_minor,
               'discount_minor',   r.discount_minor,
               'tax_rate',         trim_scale(r.tax_rate)::text,
               'tax_minor',        r.tax_minor,
               'net_minor',        r.net_minor,
               'gross_minor',      r.gross_minor)) as entry
        from row r
    )
    select jsonb_build_object(
      'lines',     coalesce((select jsonb_agg(s.entry order by s.place nulls last, s.line_id)
                               from shown s where not s.is_shipping), '[]'),
      'shipping',  coalesce((select jsonb_agg(s.entry order by s.place nulls last)
                               from shown s where s.is_shipping), '[]'),
      'discounts', case when v_is_first then spindle.paper_discounts(v_order.explanation) else '[]' end,
      'taxes',     spindle.paper_taxes(p_tenant_id, p_order_id, (
        select jsonb_agg(jsonb_build_object(
                 'rate', r.tax_rate, 'net_minor', r.net_minor, 'tax_minor', r.tax_minor, 'gross_minor', r.gross_minor))
          from row r)),
      'totals',    (select jsonb_build_object(
        'subtotal_minor', coalesce(sum(r.subtotal_minor) filter (where not r.is_shipping), 0),
        'discount_minor', sum(r.discount_minor),
        'shipping_minor', coalesce(sum(r.subtotal_minor) filter (where r.is_shipping), 0),
        'net_minor',      sum(r.net_minor),
        'tax_minor',      sum(r.tax_minor),
        'total_minor',    sum(r.gross_minor)) from row r))
     where exists (select from row));
end;
$$;
