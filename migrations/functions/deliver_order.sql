-- Notes that a shipment of an order arrived, or all of them.
--
-- Answers one of
--   {"outcome": "delivered", "order": {…}}
--   {"outcome": "unknown_shipment"}
--   {"outcome": "key_reused"}
--   what order_refusal refuses
--
-- Locks: the idempotency key, the order, then what mark_delivered takes.
create or replace function spindle.deliver_order(
  p_tenant_id   text,
  p_request     jsonb,
  p_actor       text,
  p_reference   text,
  p_version     bigint,
  p_shipment_id uuid  -- null: all
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order  spindle.orders;
  v_answer jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  v_order := spindle.lock_order(p_tenant_id, null, null, p_reference);
  v_answer := coalesce(
    spindle.order_refusal(v_order, p_version, 'deliver', p_actor),
    spindle.mark_delivered(p_tenant_id, v_order.order_id, p_shipment_id, null, p_actor));

  if v_answer is null then
    v_answer := jsonb_build_object(
      'outcome', 'delivered', 'order', spindle.order_json(p_tenant_id, v_order.order_id));
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.deliver_order to spindle_component;
