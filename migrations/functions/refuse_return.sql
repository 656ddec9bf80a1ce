-- An admin refuses a return that was requested.
--
-- Answers one of
--   {"outcome": "refused", "return": {…}, "order": {…}}
--   {"outcome": "key_reused"}
--   what order_refusal and return_refusal refuse
--
-- Locks: the idempotency key, the order.
create or replace function spindle.refuse_return(
  p_tenant_id text,
  p_request   jsonb,
  p_actor     text,
  p_reference text,
  p_version   bigint,
  p_return_id uuid,
  p_reason    text
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
    spindle.return_refusal(p_tenant_id, v_order.order_id, p_return_id));

  if v_answer is null then
    perform spindle.decide_return(p_tenant_id, p_return_id, 'refused', 'Refused: ' || p_reason, p_actor);
    perform spindle.record_change(
      p_tenant_id, v_order.order_id, 'order.return_refused', 'Return refused: ' || p_reason, p_actor,
      jsonb_build_object('return_id', p_return_id, 'reason', p_reason));
    select jsonb_build_object(
             'outcome', 'refused', 'return', spindle.return_json(r),
             'order', spindle.order_json(p_tenant_id, v_order.order_id))
      into strict v_answer
      from spindle.returns r
     where r.tenant_id = p_tenant_id and r.return_id = p_return_id;
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.refuse_return to spindle_component;
