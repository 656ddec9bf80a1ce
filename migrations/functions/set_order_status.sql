-- Brings an order into the status that an admin names (advance_order).
--
-- Answers one of
--   {"outcome": "set", "order": {…}}
--   {"outcome": "key_reused"}
--   what order_refusal and advance_order refuse
--
-- Locks: the idempotency key, the order, then what advance_order takes.
create or replace function spindle.set_order_status(
  p_tenant_id text,
  p_request   jsonb,
  p_actor     text,
  p_reference text,
  p_version   bigint,
  p_status    text,
  p_note      text
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
    spindle.order_refusal(v_order, p_version, null, p_actor),
    spindle.advance_order(v_order, p_status, p_note, p_actor));

  if v_answer is null then
    v_answer := jsonb_build_object(
      'outcome', 'set', 'order', spindle.order_json(p_tenant_id, v_order.order_id));
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.set_order_status to spindle_component;
