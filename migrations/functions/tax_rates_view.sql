-- All tax rates of a tenant. Answers {"tax_rates": [{"country", "region", "tax_class", "name",
-- "rate"}, …]}.
create or replace function spindle.tax_rates_view(p_tenant_id text)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return jsonb_build_object('tax_rates', spindle.tax_rates_json(p_tenant_id));
end;
$$;

grant execute on function spindle.tax_rates_view to spindle_component;
