-- Whether a provider tells of just this amount. What it does not tell is taken to fit.
create or replace function spindle.is_amount(p_payload jsonb, p_amount_minor bigint, p_currency text)
  returns boolean
  language sql
  immutable
as $$
  select coalesce((p_payload->>'amount')::numeric * 10::numeric ^ spindle.currency_exponent(p_currency) = p_amount_minor, true)
     and coalesce(p_payload->>'currency' = p_currency, true);
$$;
