-- An attempt as the one who asks the provider about it needs it.
create or replace function spindle.attempt_json(a spindle.payment_attempts)
  returns jsonb
  language sql
  immutable
as $$
  select jsonb_build_object(
    'attempt_id',   a.attempt_id,
    'kind',         a.kind,
    'of_attempt',   a.of_attempt,
    'status',       a.status,
    'reason',       a.reason,
    'amount_minor', a.amount_minor,
    'currency',     a.currency,
    'token',        a.token);
$$;
