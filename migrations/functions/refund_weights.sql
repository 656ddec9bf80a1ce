-- What a refund is for, by rate of tax, from its detail ({"lines": [{"line_id", "quantity"}]?, "shipping"?});
-- null when it says only how much: [{"rate": 0.08, "gross_minor": 1350}].
create or replace function spindle.refund_weights(p_tenant_id text, p_order_id uuid, p_detail jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('rate', x.tax_rate, 'gross_minor', x.gross_minor))
      from (
        select l.tax_rate, r.quantity * (
                 l.subtotal_minor - l.discount_minor + case when o.prices_include_tax then 0 else l.tax_minor end
               ) / l.quantity::numeric as gross_minor
          from spindle.orders o
          join spindle.order_lines l using (tenant_id, order_id)
          join jsonb_to_recordset(p_detail->'lines') as r(line_id uuid, quantity bigint) using (line_id)
         where o.tenant_id = p_tenant_id and o.order_id = p_order_id
         union all
        select o.shipping_tax_rate, o.total_minor - sum(
                 l.subtotal_minor - l.discount_minor + case when o.prices_include_tax then 0 else l.tax_minor end)
          from spindle.orders o
          join spindle.order_lines l using (tenant_id, order_id)
         where o.tenant_id = p_tenant_id and o.order_id = p_order_id and (p_detail->>'shipping')::boolean
         group by o.tenant_id, o.order_id) x
     where x.gross_minor > 0);
end;
$$;
