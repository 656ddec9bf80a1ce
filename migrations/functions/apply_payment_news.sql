-- A provider told about a payment of an order. Returns 'applied' or 'attention'.
--
-- What fits is settled as if we had asked (settle_payment); what was to come by hand is collected
-- (collect_payment). Both find out when it is no news. What does not fit moves no money: it calls a
-- person, and proposes to give back what was paid.
create or replace function spindle.apply_payment_news(
  p_tenant_id text,
  p_order_id  uuid,
  p_result    text,  -- 'succeeded', 'declined', 'pending'
  p_payload   jsonb,
  p_actor     text
)
  returns text
  language plpgsql
as $$
declare
  v_attempt   spindle.payment_attempts := spindle.told_attempt(
    p_tenant_id, p_order_id, array['charge', 'authorize', 'capture'], p_payload);
  -- A provider that names a payment by our key gives it no other name.
  v_reference text := nullif(p_payload->>'reference', v_attempt.attempt_id::text);
  v_order     spindle.orders;
  v_reason    text;
begin
  select o.* into strict v_order
    from spindle.orders o
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  if v_attempt.attempt_id is null and v_order.payment_method <> 'CREDIT_CARD' then
    return spindle.apply_payment_by_hand(v_order, p_result, p_payload, p_actor);
  end if;

  v_reason := case
    when v_attempt.attempt_id is null then 'payment_not_ours'
    when not spindle.is_amount(p_payload, v_attempt.amount_minor, v_attempt.currency) then 'payment_amount_differs'
    -- The provider knows this payment by another name: it is a second one.
    when v_attempt.provider_reference <> v_reference then
      case p_result when 'succeeded' then 'payment_repeated' else 'payment_not_ours' end
  end;
  if v_reason is not null then
    perform spindle.open_attention(
      p_tenant_id, p_order_id, v_reason,
      p_payload || jsonb_build_object(
        'told', p_result, 'attempt_id', v_attempt.attempt_id, 'expected_minor', v_attempt.amount_minor,
        'expected_currency', v_attempt.currency),
      case p_result when 'succeeded' then 'refund' else 'look' end);
    return 'attention';
  end if;

  perform spindle.settle_payment(
    p_tenant_id, v_attempt.attempt_id, p_result, v_reference, p_payload->>'reason', null, p_actor);

  -- settle_payment has called a person where it contradicts, or where the order is over already.
  return case
    when v_attempt.status in ('succeeded', 'declined') then
      case when p_result in ('pending', v_attempt.status) then 'applied' else 'attention' end
    when p_result = 'succeeded' and v_attempt.kind <> 'capture' and spindle.is_over(v_order.status) then 'attention'
    else 'applied'
  end;
end;
$$;
