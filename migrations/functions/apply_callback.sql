-- Applies what a provider or a carrier told about an order, if it fits. Returns what becomes of it:
-- 'applied', 'kept' (too early) or 'attention' (it contradicts what is known).
--
-- p_payload is, for payments and refunds,
--   {"amount": 535.00, "currency": "THB", "key": uuid, "reference": "ch_1", "reason": "…"}
-- and for shipments
--   {"shipment": "…", "delivered_at": "2026-11-20T12:00:00Z", "reason": "…"}
-- Each field may be missing; amounts are decimal, as they were written.
--
-- The caller holds the order's lock. Locks: what settle_payment, collect_payment and mark_delivered take.
create or replace function spindle.apply_callback(
  p_tenant_id text,
  p_order_id  uuid,  -- null: there is no such order yet
  p_kind      text,
  p_payload   jsonb,
  p_actor     text
)
  returns text
  language plpgsql
as $$
begin
  if p_order_id is null then
    return 'kept';
  end if;

  return case p_kind
    when 'payment.succeeded'  then spindle.apply_payment_news(p_tenant_id, p_order_id, 'succeeded', p_payload, p_actor)
    when 'payment.failed'     then spindle.apply_payment_news(p_tenant_id, p_order_id, 'declined', p_payload, p_actor)
    when 'payment.pending'    then spindle.apply_payment_news(p_tenant_id, p_order_id, 'pending', p_payload, p_actor)
    when 'refund.succeeded'   then spindle.apply_refund_news(p_tenant_id, p_order_id, 'succeeded', p_payload, p_actor)
    when 'refund.failed'      then spindle.apply_refund_news(p_tenant_id, p_order_id, 'declined', p_payload, p_actor)
    when 'shipment.delivered' then spindle.apply_delivery_news(p_tenant_id, p_order_id, p_payload, p_actor)
    when 'shipment.returned'  then spindle.apply_return_news(p_tenant_id, p_order_id, p_payload)
  end;
end;
$$;
