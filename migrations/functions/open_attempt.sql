-- Opens an attempt: the wish to ask the provider for one thing, under one key. Whoever opened it asks
-- after the transaction; if that does not happen, the sweep does it a minute later. Returns its id.
create or replace function spindle.open_attempt(
  p_tenant_id    text,
  p_order_id     uuid,
  p_kind         text,    -- charge, authorize, capture, void, refund
  p_amount_minor bigint,
  p_token        text,    -- charge, authorize
  p_of_attempt   uuid,    -- capture, void, refund: the charge or authorization
  p_detail       jsonb    -- {"actor", "reason"?, …}
)
  returns uuid
  language plpgsql
as $$
declare
  v_attempt_id uuid := gen_random_uuid();
  v_now        timestamptz := spindle.clock();
begin
  insert into spindle.payment_attempts
         (tenant_id, attempt_id, order_id, kind, amount_minor, currency, token, of_attempt, detail,
          status, started_at, updated_at, ask_after)
  select p_tenant_id, v_attempt_id, p_order_id, p_kind, p_amount_minor, o.currency, p_token,
         p_of_attempt, p_detail, 'started', v_now, v_now, v_now + interval '1 minute'
    from spindle.orders o
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  return v_attempt_id;
end;
$$;
