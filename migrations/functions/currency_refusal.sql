-- Why a shop does not sell in a currency, or null when it does:
--   {"outcome": "currency_not_offered", "currencies": ["USD", "EUR"]}   its own first
create or replace function spindle.currency_refusal(p_tenant spindle.tenants, p_currency text)
  returns jsonb
  language plpgsql
  immutable
as $$
begin
  if p_currency <> all (p_tenant.currency || p_tenant.sells_in) then
    return jsonb_build_object(
      'outcome', 'currency_not_offered', 'currencies', to_jsonb(p_tenant.currency || p_tenant.sells_in));
  end if;
  return null;
end;
$$;
