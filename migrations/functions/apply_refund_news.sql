-- A provider told about a refund. Returns 'applied' or 'attention'. One that we did not ask for (made
-- in the provider's own office, say) moves nothing here: it calls a person.
create or replace function spindle.apply_refund_news(
  p_tenant_id text,
  p_order_id  uuid,
  p_result    text,  -- 'succeeded', 'declined'
  p_payload   jsonb,
  p_actor     text
)
  returns text
  language plpgsql
as $$
declare
  v_attempt spindle.payment_attempts := spindle.told_attempt(
    p_tenant_id, p_order_id, array['refund', 'void'], p_payload);
  v_reference text := nullif(p_payload->>'reference', v_attempt.attempt_id::text);
begin
  if v_attempt.attempt_id is null
     or not spindle.is_amount(p_payload, v_attempt.amount_minor, v_attempt.currency)
     or v_attempt.provider_reference <> v_reference then
    perform spindle.open_attention(
      p_tenant_id, p_order_id, 'refund_not_ours', p_payload || jsonb_build_object('told', p_result), 'look');
    return 'attention';
  end if;

  perform spindle.settle_payment(
    p_tenant_id, v_attempt.attempt_id, p_result, v_reference, p_payload->>'reason', null, p_actor);

  -- settle_payment has called a person where it contradicts, and where a refund is refused.
  return case
    when p_result = 'declined' or v_attempt.status = 'declined' then 'attention'
    else 'applied'
  end;
end;
$$;
