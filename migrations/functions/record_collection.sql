-- Somebody saw money of an order arrive: a bank transfer, cash. All that is due, or the amount that is
-- named. The same reference twice is one payment.
--
-- Answers one of
--   {"outcome": "recorded", "order": {…}}
--   {"outcome": "nothing_due"}           and no amount is named
--   {"outcome": "invalid_amount"}        finer than the currency
--   {"outcome": "not_found"}, {"outcome": "stale_version", "version": 8}
--   {"outcome": "key_reused"}
--
-- Locks: the idempotency key, the order, then what collect_payment takes.
create or replace function spindle.record_collection(
  p_tenant_id text,
  p_request   jsonb,
  p_actor     text,
  p_reference text,
  p_version   bigint,
  p_payment   jsonb  -- {"amount": "13.50"?, "reference"}
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order  spindle.orders;
  v_exact  numeric;
  v_due    bigint;
  v_answer jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  v_order := spindle.lock_order(p_tenant_id, null, null, p_reference);
  v_exact := (p_payment->>'amount')::numeric * power(10::numeric, spindle.currency_exponent(v_order.currency));
  select m.due_minor into v_due from spindle.order_money(p_tenant_id, v_order.order_id) m;

  v_answer := case
    when v_order.order_id is null then jsonb_build_object('outcome', 'not_found')
    when v_order.version <> p_version then jsonb_build_object('outcome', 'stale_version', 'version', v_order.version)
    when v_exact <> trunc(v_exact) or v_exact = 0 then jsonb_build_object('outcome', 'invalid_amount')
    when v_exact is null and v_due = 0 then jsonb_build_object('outcome', 'nothing_due')
  end;

  if v_answer is null then
    perform spindle.collect_payment(
      p_tenant_id, v_order.order_id, p_payment->>'reference', p_actor, v_exact::bigint);
    v_answer := jsonb_build_object(
      'outcome', 'recorded', 'order', spindle.order_json(p_tenant_id, v_order.order_id));
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.record_collection to spindle_component;
