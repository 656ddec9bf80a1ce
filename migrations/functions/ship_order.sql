-- Sends goods of an order off: those that are named, or all that remain. With the last of them the order
-- is SHIPPED, before that PROCESSING.
--
-- Answers one of
--   {"outcome": "shipped", "order": {…}}  with an attempt that is open when money is captured
--   {"outcome": "key_reused"}
--   what order_refusal and write_shipment refuse
--
-- Locks: the idempotency key, the order.
create or replace function spindle.ship_order(
  p_tenant_id text,
  p_request   jsonb,
  p_actor     text,
  p_reference text,
  p_version   bigint,
  p_shipment  jsonb  -- as write_shipment takes it
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
    spindle.order_refusal(v_order, p_version, 'ship', p_actor),
    spindle.write_shipment(v_order, p_shipment, p_actor));

  if v_answer is null then
    v_answer := jsonb_build_object(
      'outcome', 'shipped', 'order', spindle.order_json(p_tenant_id, v_order.order_id));
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.ship_order to spindle_component;
