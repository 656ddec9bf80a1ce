-- A charge as the payment provider without a bank shows it.
create or replace function spindle.sandbox_charge_json(c spindle.sandbox_charges)
  returns jsonb
  language sql
  immutable
as $$
  select jsonb_build_object(
    'id',             c.charge_id,
    'status',         c.status,
    'decline_reason', c.reason,
    'amount_minor',   c.amount_minor,
    'currency',       c.currency,
    'reference',      c.reference);
$$;
