-- Cancels an order before anything of it is shipped.
--
-- Answers one of
--   {"outcome": "cancelled", "order": {…}}  with attempts that are open when money goes back
--   {"outcome": "key_reused"}
--   what order_refusal refuses
--
-- Locks: the idempotency key, the order, then what write_cancellation takes.
create or replace function spindle.cancel_order(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_request     jsonb,
  p_actor       text,
  p_reference   text,
  p_version     bigint,
  p_reason      text
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

  v_order := spindle.lock_order(p_tenant_id, p_customer_id, p_cart_token, p_reference);
  v_answer := spindle.order_refusal(v_order, p_version, 'cancel', p_actor);

  if v_answer is null then
    perform spindle.write_cancellation(p_tenant_id, v_order.order_id, p_reason, p_actor);
    v_answer := jsonb_build_object(
      'outcome', 'cancelled', 'order', spindle.order_json(p_tenant_id, v_order.order_id));
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.cancel_order to spindle_component;
