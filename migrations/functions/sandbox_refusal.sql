-- Why a charge cannot be captured, voided or refunded by this much at the payment provider without a
-- bank, or null when it can.
create or replace function spindle.sandbox_refusal(
  c              spindle.sandbox_charges,
  p_kind         text,
  p_amount_minor bigint,
  p_currency     text
)
  returns text
  language plpgsql
  stable
as $$
declare
  v_captured  bigint;  -- what was taken, or is being
  v_refunded  bigint;  -- likewise
  v_is_voided boolean;
begin
  select coalesce(sum(p.amount_minor) filter (where p.kind = 'capture'), 0) + case when c.capture then c.amount_minor else 0 end,
         coalesce(sum(p.amount_minor) filter (where p.kind = 'refund'), 0),
         coalesce(bool_or(p.kind = 'void'), false)
    into v_captured, v_refunded, v_is_voided
    from spindle.sandbox_operations p
   where p.tenant_id = c.tenant_id and p.charge_key = c.key and p.status <> 'declined';

  return case
    when c.status <> 'succeeded' then 'not_charged'
    when p_currency <> c.currency then 'another_currency'
    when p_kind in ('capture', 'void') and v_is_voided then 'already_voided'
    when p_kind in ('capture', 'void') and v_captured > 0 then 'already_captured'
    when p_kind = 'capture' and p_amount_minor > c.amount_minor then 'more_than_authorized'
    when p_kind = 'refund' and v_refunded + p_amount_minor > v_captured then 'more_than_captured'
  end;
end;
$$;
