-- An exchange rate as admins see it; the rate is a text without trailing zeros.
create or replace function spindle.exchange_rate_json(x spindle.exchange_rates)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'base',       x.base,
    'quote',      x.quote,
    'rate',       trim_scale(x.rate)::text,
    'source',     x.source,
    'valid_from', spindle.iso_time(x.valid_from));
end;
$$;
