-- Applies what the payment provider answered to an attempt of any kind, or that it did not answer.
--
-- p_result is 'succeeded', 'declined', 'pending' or 'unknown'. Whoever comes second
-- with the same news changes nothing. Answers
--   {"outcome": "settled", "order": {…}}  as it is after this
--   {"outcome": "not_found"}
-- News that contradicts what was settled never moves stock, and opens an attention row for a person,
-- once. Money that moved after all is written down as a transaction: it is real.
--
-- Locks: the order, then what apply_payment takes, then the paper counter.
create or replace function spindle.settle_payment(
  p_tenant_id  text,
  p_attempt_id uuid,
  p_result     text,
  p_reference  text,  -- the provider's id of it; null when it did not answer
  p_reason     text,
  p_response   jsonb default null,  -- what it answered, without secrets
  p_actor      text default 'payments'
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_attempt spindle.payment_attempts;
begin
  perform 1
     from spindle.orders o
     join spindle.payment_attempts a using (tenant_id, order_id)
    where a.tenant_id = p_tenant_id and a.attempt_id = p_attempt_id
      for update of o;

  -- Read after the lock: another caller may have settled it while this one waited.
  select a.* into v_attempt
    from spindle.payment_attempts a
   where a.tenant_id = p_tenant_id and a.attempt_id = p_attempt_id;

  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;

  if v_attempt.status not in ('succeeded', 'declined')
     or p_result = 'succeeded' and v_attempt.status = 'declined' then
    update spindle.payment_attempts a
       set status = case when a.status = 'pending' and p_result = 'unknown' then a.status else p_result end,
           provider_reference = coalesce(p_reference, a.provider_reference),
           reason = p_reason,
           response = coalesce(p_response, a.response),
           ask_after = case when p_result in ('pending', 'unknown') then a.ask_after end,
           updated_at = spindle.clock()
     where a.tenant_id = p_tenant_id and a.attempt_id = p_attempt_id;
  end if;

  case
    when v_attempt.status not in ('succeeded', 'declined') then
      perform spindle.apply_payment(v_attempt, p_result, p_reference, p_reason, p_actor);

    when p_result in ('succeeded', 'declined') and p_result <> v_attempt.status then
      if p_result = 'succeeded' then
        perform spindle.write_transaction(v_attempt, p_reference);
        perform spindle.update_payment_status(p_tenant_id, v_attempt.order_id);
        perform spindle.record_change(
          p_tenant_id, v_attempt.order_id, 'order.payment_received',
          'What the payment provider had declined happened after all', p_actor);
      end if;
      perform spindle.open_attention(
        p_tenant_id, v_attempt.order_id, 'payment_contradicted', jsonb_build_object(
          'attempt_id', p_attempt_id, 'kind', v_attempt.kind, 'settled', v_attempt.status, 'now', p_result,
          'amount_minor', v_attempt.amount_minor, 'currency', v_attempt.currency,
          'provider_reference', p_reference),
        case when p_result = 'succeeded' and v_attempt.kind in ('charge', 'authorize') then 'refund' else 'look' end);

    else null;  -- no news
  end case;

  perform spindle.issue_papers(p_tenant_id, v_attempt.order_id);

  return jsonb_build_object(
    'outcome', 'settled', 'order', spindle.order_json(p_tenant_id, v_attempt.order_id));
end;
$$;

grant execute on function spindle.settle_payment to spindle_component;
