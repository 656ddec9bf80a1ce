-- A capture, void or refund as the payment provider without a bank shows it.
create or replace function spindle.sandbox_operation_json(p spindle.sandbox_operations)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select jsonb_build_object(
      'id',             p.operation_id,
      'kind',           p.kind,
      'charge',         p.charge_key,
      'status',         p.status,
      'decline_reason', p.reason,
      'amount_minor',   p.amount_minor,
      'currency',       c.currency)
      from spindle.sandbox_charges c
     where c.tenant_id = p.tenant_id and c.key = p.charge_key);
end;
$$;
