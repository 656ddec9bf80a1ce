-- Applies what the payment provider answered, or that it did not answer.
--
-- p_result is 'succeeded', 'declined', 'pending' or 'unknown'. Whoever comes second
-- with the same news changes nothing. Answers
--   {"outcome": "settled", "order": {…}}  as it is after this
--   {"outcome": "not_found"}
-- News that contradicts what was settled never moves stock or money: it opens an
-- attention row for a person, once.
--
-- Locks: the order, then what give_back or end_reservations take.
create or replace function spindle.settle_payment(
  p_tenant_id  text,
  p_attempt_id uuid,
  p_result     text,
  p_reference  text,  -- the provider's id of the charge; null when it did not answer
  p_reason     text
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

  if v_attempt.status in ('succeeded', 'declined') then
    if p_result in ('succeeded', 'declined') and p_result <> v_attempt.status then
      perform spindle.open_attention(
        p_tenant_id, v_attempt.order_id, 'payment_contradicted', jsonb_build_object(
          'attempt_id', p_attempt_id, 'settled', v_attempt.status, 'now', p_result,
          'provider_reference', p_reference));
    end if;
  else
    update spindle.payment_attempts a
       set status = case when a.status = 'pending' and p_result = 'unknown' then a.status else p_result end,
           provider_reference = coalesce(p_reference, a.provider_reference),
           reason = p_reason,
           updated_at = spindle.clock()
     where a.tenant_id = p_tenant_id and a.attempt_id = p_attempt_id;

    case p_result
      when 'succeeded' then perform spindle.confirm_paid(v_attempt, p_reference);
      when 'declined' then perform spindle.give_back(v_attempt, p_reason);
      else perform spindle.await_payment(v_attempt, p_result);
    end case;
  end if;

  return jsonb_build_object(
    'outcome', 'settled', 'order', spindle.order_json(p_tenant_id, v_attempt.order_id));
end;
$$;

grant execute on function spindle.settle_payment to spindle_component;
