-- The attempt of an order that a provider tells about: the one under the key it names; else the one
-- with its reference, which may be the key, too; else, of those with its amount if there are any, the latest without an answer, or
-- the latest. A row of nulls when a key is named that is none of this order's, or there is no attempt.
create or replace function spindle.told_attempt(
  p_tenant_id text,
  p_order_id  uuid,
  p_kinds     text[],
  p_payload   jsonb
)
  returns spindle.payment_attempts
  language plpgsql
  stable
as $$
declare
  v_attempt spindle.payment_attempts;
begin
  select a.* into v_attempt
    from spindle.payment_attempts a
   where a.tenant_id = p_tenant_id and a.order_id = p_order_id and a.kind = any (p_kinds)
     and (p_payload->>'key' is null or a.attempt_id = (p_payload->>'key')::uuid)
   order by coalesce(p_payload->>'reference' in (a.provider_reference, a.attempt_id::text), false) desc,
            spindle.is_amount(p_payload, a.amount_minor, a.currency) desc,
            a.status in ('started', 'pending', 'unknown') desc,
            a.started_at desc, a.attempt_id
   limit 1;
  return v_attempt;
end;
$$;
