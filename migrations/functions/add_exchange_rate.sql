-- Says what one unit of a currency is worth in another, from an instant on (null: from now on).
-- What was said before stays: a rate is never changed, a later one takes its place.
--
-- Answers one of
--   {"outcome": "added", "rate": {…}}
--   {"outcome": "exists", "rate": {…}}   something has been said about this instant already
create or replace function spindle.add_exchange_rate(
  p_tenant_id  text,
  p_base       text,
  p_quote      text,
  p_rate       text,  -- a decimal
  p_source     text,
  p_valid_from text   -- RFC 3339
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_valid_from timestamptz := coalesce(p_valid_from::timestamptz, spindle.clock());
  v_rate       spindle.exchange_rates;
begin
  insert into spindle.exchange_rates (tenant_id, base, quote, valid_from, rate, source)
  values (p_tenant_id, p_base, p_quote, v_valid_from, p_rate::numeric, p_source)
  on conflict do nothing
  returning * into v_rate;
  if found then
    return jsonb_build_object('outcome', 'added', 'rate', spindle.exchange_rate_json(v_rate));
  end if;

  select x.* into strict v_rate
    from spindle.exchange_rates x
   where x.tenant_id = p_tenant_id and x.base = p_base and x.quote = p_quote
     and x.valid_from = v_valid_from;
  return jsonb_build_object('outcome', 'exists', 'rate', spindle.exchange_rate_json(v_rate));
end;
$$;

grant execute on function spindle.add_exchange_rate to spindle_component;
