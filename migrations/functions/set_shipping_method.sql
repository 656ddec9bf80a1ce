-- Makes a shipping method what p_method says, with all its rates; one that was removed is offered
-- again. p_method is {"name", "kind", "free_from_minor"?, "position", "status", "rates":
-- [{"country", "region", "from_value", "amount_minor" or null}, …]} with amounts in p_currency; the
-- caller has checked each field's form.
--
-- Answers one of
--   {"outcome": "set", "method": {…}}
--   {"outcome": "unknown_tenant"}
--   {"outcome": "wrong_currency", "currency": "USD"}      amounts have to be in the tenant's
--   {"outcome": "too_many_methods", "limit": 100}
--   {"outcome": "same_rate_twice", "positions": [1, 3]}   of rates for a zone and value that an
--                                                         earlier one has
-- Lock order: the tenant, so that the methods can be counted.
create or replace function spindle.set_shipping_method(
  p_tenant_id text,
  p_code      text,
  p_currency  text,
  p_method    jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  c_limit    constant bigint := 100;
  v_currency text;
  v_others   bigint;
  v_twice    jsonb;
  v_method   spindle.shipping_methods;
begin
  select t.currency into v_currency
    from spindle.tenants t
   where t.tenant_id = p_tenant_id
     for no key update;
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  elsif v_currency <> p_currency then
    return jsonb_build_object('outcome', 'wrong_currency', 'currency', v_currency);
  end if;

  select count(*) into v_others
    from spindle.shipping_methods m
   where m.tenant_id = p_tenant_id and m.code <> p_code;
  if v_others >= c_limit then
    return jsonb_build_object('outcome', 'too_many_methods', 'limit', c_limit);
  end if;

  select jsonb_agg(wanted.position - 1 order by wanted.position)
    into v_twice
    from (select r.position,
                 row_number() over (
                   partition by r.rate->>'country', r.rate->>'region', r.rate->'from_value'
                   order by r.position) as occurrence
            from jsonb_array_elements(p_method->'rates') with ordinality as r(rate, position)) wanted
   where wanted.occurrence > 1;
  if v_twice is not null then
    return jsonb_build_object('outcome', 'same_rate_twice', 'positions', v_twice);
  end if;

  insert into spindle.shipping_methods as m
         (tenant_id, code, name, kind, free_from_minor, position, status)
  select p_tenant_id, p_code, w.name, w.kind, w.free_from_minor, w.position, w.status
    from jsonb_to_record(p_method) as w(
           name text, kind text, free_from_minor bigint, position integer, status text)
  on conflict (tenant_id, code) do update
     set name = excluded.name, kind = excluded.kind, free_from_minor = excluded.free_from_minor,
         position = excluded.position, status = excluded.status
  returning m.* into v_method;

  delete from spindle.shipping_rates r where r.tenant_id = p_tenant_id and r.code = p_code;
  insert into spindle.shipping_rates (tenant_id, code, country, region, from_value, amount_minor)
  select p_tenant_id, p_code, r.country, r.region, r.from_value, r.amount_minor
    from jsonb_to_recordset(p_method->'rates') as r(
           country text, region text, from_value bigint, amount_minor bigint);

  return jsonb_build_object('outcome', 'set', 'method', spindle.shipping_method_json(v_method));
end;
$$;

grant execute on function spindle.set_shipping_method to spindle_component;
