-- Where the goods of an order are: what has left, what arrived, what came back or is to.
--
-- Answers {"outcome": "found", "tracking": {"order_id", "order_number", "status", "shipping_method",
-- "shipments": […], "waiting": [{"item_id", "sku", "name", "quantity"}], "returns": […]}} or
-- {"outcome": "not_found"}, also for somebody else's order.
create or replace function spindle.tracking_view(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin
  p_cart_token  text,
  p_reference   text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_build_object('outcome', 'found', 'tracking', jsonb_build_object(
             'order_id',        o.order_id,
             'order_number',    o.order_number,
             'status',          o.status,
             'shipping_method', o.shipping_method,
             'shipments',       spindle.shipments_json(o.tenant_id, o.order_id),
             'waiting', (select coalesce(jsonb_agg(jsonb_build_object(
                                  'item_id', l.line_id, 'sku', l.sku, 'name', l.name,
                                  'quantity', l.quantity - l.shipped) order by l.line_number), '[]')
                           from spindle.order_lines l
                          where l.tenant_id = o.tenant_id and l.order_id = o.order_id and l.shipped < l.quantity),
             'returns', (select coalesce(jsonb_agg(spindle.return_json(r) order by r.requested_at, r.return_id), '[]')
                           from spindle.returns r
                          where r.tenant_id = o.tenant_id and r.order_id = o.order_id)))
      from spindle.orders o
     where o.tenant_id = p_tenant_id
       and o.order_id = spindle.own_order(p_tenant_id, p_customer_id, p_cart_token, p_reference)),
    jsonb_build_object('outcome', 'not_found'));
end;
$$;

grant execute on function spindle.tracking_view to spindle_component;
