-- Begins to pay an order by card: an attempt is opened, and what the order holds has all its time again.
-- The caller holds the order's lock.
create or replace function spindle.open_card_payment(
  p_order        spindle.orders,
  p_amount_minor bigint,
  p_token        text,
  p_actor        text
)
  returns void
  language plpgsql
as $$
declare
  v_tenant spindle.tenants;
begin
  select t.* into strict v_tenant from spindle.tenants t where t.tenant_id = p_order.tenant_id;

  update spindle.orders o
     set payment_method = 'CREDIT_CARD', updated_at = spindle.clock()
   where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id;

  update spindle.reservations r
     set expires_at = spindle.clock() + v_tenant.hold_minutes * interval '1 minute'
   where r.tenant_id = p_order.tenant_id and r.order_id = p_order.order_id
     and r.status = 'held' and r.expires_at is not null;

  perform spindle.open_attempt(
    p_order.tenant_id, p_order.order_id,
    -- Of an order that is on its way already there may be no later shipment to capture at.
    case when v_tenant.capture = 'at_shipment' and p_order.status = 'PENDING' then 'authorize' else 'charge' end,
    p_amount_minor, p_token, null, jsonb_build_object('actor', p_actor));

  perform spindle.record_change(
    p_order.tenant_id, p_order.order_id, 'order.payment_started', 'Payment by card started', p_actor);
end;
$$;
