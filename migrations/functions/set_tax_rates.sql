-- Replaces all tax rates of a tenant. p_rates is [{"country", "region", "tax_class", "name",
-- "rate": "0.0825"}, …]; the caller has checked each field's form.
--
-- Answers one of
--   {"outcome": "set", "tax_rates": […]}
--   {"outcome": "unknown_tenant"}
--   {"outcome": "same_rate_twice", "positions": [1, 3]}   of rows for a place and class that an
--                                                         earlier one has
-- Lock order: the tenant, so that one replaces what the other has written.
create or replace function spindle.set_tax_rates(p_tenant_id text, p_rates jsonb)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_twice jsonb;
begin
  perform from spindle.tenants t where t.tenant_id = p_tenant_id for no key update;
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  select jsonb_agg(wanted.position - 1 order by wanted.position)
    into v_twice
    from (select r.position,
                 row_number() over (
                   partition by r.rate->>'country', r.rate->>'region', r.rate->>'tax_class'
                   order by r.position) as occurrence
            from jsonb_array_elements(p_rates) with ordinality as r(rate, position)) wanted
   where wanted.occurrence > 1;
  if v_twice is not null then
    return jsonb_build_object('outcome', 'same_rate_twice', 'positions', v_twice);
  end if;

  delete from spindle.tax_rates x where x.tenant_id = p_tenant_id;
  insert into spindle.tax_rates (tenant_id, country, region, tax_class, name, rate)
  select p_tenant_id, r.country, r.region, r.tax_class, r.name, r.rate
    from jsonb_to_recordset(p_rates) as r(
           country text, region text, tax_class text, name text, rate numeric);

  return jsonb_build_object('outcome', 'set', 'tax_rates', spindle.tax_rates_json(p_tenant_id));
end;
$$;

grant execute on function spindle.set_tax_rates to spindle_component;
