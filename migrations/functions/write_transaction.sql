-- Writes down money that moved as an attempt wanted it.
create or replace function spindle.write_transaction(p_attempt spindle.payment_attempts, p_reference text)
  returns void
  language plpgsql
as $$
begin
  insert into spindle.payment_transactions
         (tenant_id, order_id, attempt_id, kind, amount_minor, currency, provider_reference, occurred_at)
  values (p_attempt.tenant_id, p_attempt.order_id, p_attempt.attempt_id,
          case p_attempt.kind when 'charge' then 'capture' when 'authorize' then 'authorization' else p_attempt.kind end,
          p_attempt.amount_minor, p_attempt.currency,
          -- A provider that gives no reference knows it by its key.
          coalesce(p_reference, p_attempt.provider_reference, p_attempt.attempt_id::text), spindle.clock());
end;
$$;
