-- The exchange rates between a currency and others, in both directions, as far as there are any:
-- [{"base", "quote", "rate": "25345.5", "source", "valid_from"}, …]. The latest that has begun
-- counts.
create or replace function spindle.rates_json(p_tenant_id text, p_currency text, p_others text[])
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_now timestamptz;
begin
  if p_others is null then
    return '[]';
  end if;
  v_now := spindle.clock();
  return coalesce((
    select jsonb_agg(jsonb_build_object(
             'base',       latest.base,
             'quote',      latest.quote,
             'rate',       latest.rate::text,
             'source',     latest.source,
             'valid_from', spindle.iso_time(latest.valid_from))
           order by latest.base, latest.quote)
      from unnest(p_others) as other(currency)
     cross join lateral (values (other.currency, p_currency), (p_currency, other.currency))
           as pair(base, quote)
     cross join lateral (
       select x.*
         from spindle.exchange_rates x
        where x.tenant_id = p_tenant_id
          and x.base = pair.base
          and x.quote = pair.quote
          and x.valid_from <= v_now
        order by x.valid_from desc
        limit 1) latest), '[]');
end;
$$;
