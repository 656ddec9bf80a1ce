-- What pricing needs for the lines of an order as an edit wants them: a placed line keeps its name, its
-- unit price and its warehouse, everything else is as it is now. What the order itself has claimed counts
-- as free, and the order as not placed: that is done and undone, without a savepoint, which the embedded
-- Postgres does not have.
create or replace function spindle.edit_context(p_order spindle.orders, p_lines jsonb)
  returns jsonb
  language plpgsql
as $$
declare
  v_uses    jsonb := spindle.campaign_uses_json(p_order.tenant_id, p_order.order_id);
  v_context jsonb;
begin
  -- The order first: so do all who lock both.
  update spindle.orders o
     set customer_id = null
   where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id;
  perform spindle.return_campaigns(p_order.tenant_id, p_order.order_id);

  select spindle.quote_context(
           p_order.tenant_id, p_order.currency, p_order.customer_id, p_lines,
           coalesce((select jsonb_agg(k.code order by k.added_at, k.code)
                       from spindle.cart_coupons k
                      where k.tenant_id = p_order.tenant_id and k.cart_id = p_order.cart_id), '[]'),
           p_order.shipping_method,
           jsonb_build_object('country', a.address->>'country_code', 'region', a.address->>'state'))
    into strict v_context
    from spindle.order_addresses a
   where a.tenant_id = p_order.tenant_id and a.order_id = p_order.order_id and a.kind = 'SHIPPING';

  perform spindle.restore_campaigns(p_order.tenant_id, p_order.order_id, v_uses);
  update spindle.orders o
     set customer_id = p_order.customer_id
   where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id;

  return jsonb_set(v_context, '{lines}', (
    select jsonb_agg(
             case when l.line_id is null then c.line
                  else c.line || jsonb_build_object(
                    'name', l.name, 'warehouse', l.warehouse, 'markup', '0',
                    'prices', jsonb_build_array(jsonb_build_object(
                      'amount_minor', l.unit_price_minor, 'currency', p_order.currency, 'min_quantity', 1)))
             end order by c.place)
      from jsonb_array_elements(v_context->'lines') with ordinality as c(line, place)
      left join spindle.order_lines l
        on l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id
       and l.line_id = (c.line->>'line_id')::uuid));
end;
$$;
