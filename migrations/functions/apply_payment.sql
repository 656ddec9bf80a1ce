-- What an answer to an attempt means for its order; the second half of settle_payment, which has
-- locked the order and written the answer down. p_attempt is as it was before.
--
-- Locks: what payment_arrived and payment_declined take.
create or replace function spindle.apply_payment(
  p_attempt   spindle.payment_attempts,
  p_result    text,
  p_reference text,
  p_reason    text,
  p_actor     text
)
  returns void
  language plpgsql
as $$
declare
  v_is_payment boolean := p_attempt.kind in ('charge', 'authorize');
  v_detail     jsonb := jsonb_build_object(
    'attempt_id', p_attempt.attempt_id, 'kind', p_attempt.kind, 'amount_minor', p_attempt.amount_minor,
    'currency', p_attempt.currency, 'provider_reference', p_reference);
begin
  if p_result = 'succeeded' then
    perform spindle.write_transaction(p_attempt, p_reference);
  end if;

  case
    when p_result = 'succeeded' and v_is_payment then
      perform spindle.payment_arrived(p_attempt.tenant_id, p_attempt.order_id, v_detail, p_actor);

    when p_result = 'succeeded' then
      perform spindle.update_payment_status(p_attempt.tenant_id, p_attempt.order_id);
      perform spindle.record_change(
        p_attempt.tenant_id, p_attempt.order_id,
        case p_attempt.kind when 'capture' then 'order.payment_captured'
                            when 'void' then 'order.payment_voided' else 'order.refunded' end,
        case p_attempt.kind when 'capture' then 'Payment captured'
                            when 'void' then 'Authorization voided'
                            else concat_ws(': ', 'Money refunded', p_attempt.detail->>'reason') end, p_actor);

    when p_result = 'declined' and v_is_payment then
      perform spindle.payment_declined(p_attempt, p_reason, p_actor);

    when p_result = 'declined' then
      perform spindle.record_change(
        p_attempt.tenant_id, p_attempt.order_id, 'order.' || p_attempt.kind || '_declined',
        concat_ws(': ', 'The payment provider refused a ' || p_attempt.kind, p_reason), p_actor);
      perform spindle.open_attention(
        p_attempt.tenant_id, p_attempt.order_id, p_attempt.kind || '_declined',
        v_detail || jsonb_build_object('reason', p_reason), 'look');

    when v_is_payment then
      perform spindle.await_payment(p_attempt, p_result, p_actor);

    else null;  -- of a capture, a void or a refund that is under way the attempt tells
  end case;

  if p_result in ('pending', 'unknown') and p_attempt.asked >= 10 then
    perform spindle.open_attention(
      p_attempt.tenant_id, p_attempt.order_id, 'payment_unknown',
      v_detail - 'provider_reference', 'look');
  end if;
end;
$$;
