-- Exchange rates, those that begin last first; also those that have not begun. Null for p_base or
-- p_quote: any. Answers {"rates": [{"base", "quote", "rate", "source", "valid_from"}, …]}.
create or replace function spindle.exchange_rates_view(
  p_tenant_id text,
  p_base      text,
  p_quote     text,
  p_limit     bigint
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return jsonb_build_object('rates', coalesce((
    select jsonb_agg(spindle.exchange_rate_json(latest.x)
                     order by (latest.x).valid_from desc, (latest.x).base, (latest.x).quote)
      from (select x
              from spindle.exchange_rates x
             where x.tenant_id = p_tenant_id
               and (p_base is null or x.base = p_base)
               and (p_quote is null or x.quote = p_quote)
             order by x.valid_from desc, x.base, x.quote
             limit p_limit) latest), '[]'));
end;
$$;

grant execute on function spindle.exchange_rates_view to spindle_component;
