-- Charges or authorizes a token at the payment provider without a bank. The same key gives the
-- same charge, also when many ask at once.
--
-- Answers {"outcome": "charged", "charge": {…}}, {"outcome": "key_reused"} for a known
-- key with another amount, currency, token or capture.
create or replace function spindle.sandbox_charge(
  p_tenant_id    text,
  p_key          text,
  p_amount_minor bigint,
  p_currency     text,
  p_token        text,
  p_reference    text,
  p_capture      boolean default true
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_charge spindle.sandbox_charges;
begin
  insert into spindle.sandbox_charges
         (tenant_id, key, charge_id, amount_minor, currency, token, reference, capture, status, reason, charged_at)
  values (p_tenant_id, p_key, 'ch_' || replace(gen_random_uuid()::text, '-', ''), p_amount_minor,
          p_currency, p_token, p_reference, p_capture,
          case p_token when 'tok_declined' then 'declined' when 'tok_pending' then 'pending' else 'succeeded' end,
          case p_token when 'tok_declined' then 'insufficient_funds' end,
          spindle.clock())
  on conflict (tenant_id, key) do nothing;

  select c.* into strict v_charge
    from spindle.sandbox_charges c
   where c.tenant_id = p_tenant_id and c.key = p_key;

  if (v_charge.amount_minor, v_charge.currency, v_charge.token, v_charge.capture)
     is distinct from (p_amount_minor, p_currency, p_token, p_capture) then
    return jsonb_build_object('outcome', 'key_reused');
  end if;

  return jsonb_build_object('outcome', 'charged', 'charge', spindle.sandbox_charge_json(v_charge));
end;
$$;

grant execute on function spindle.sandbox_charge to spindle_component;
