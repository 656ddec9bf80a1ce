-- Opens a tenant, for the owner of the database (`spindle tenant add`). Settings that are not
-- named get the defaults of the table; name and currency have none.
--
-- Answers one of
--   {"outcome": "added", "tenant": {…}}  every column of spindle.tenants
--   {"outcome": "tenant_exists"}
--   {"outcome": "unknown_time_zone"}
-- Bounds are the CHECKs of the table: past one it raises, and nothing is written.
create or replace function spindle.add_tenant(
  p_tenant_id text,
  p_settings  jsonb,   -- {"name", "currency", "hold_minutes", …}
  p_tax_rate  numeric  -- of the home country or region, class standard; null: there is none yet
)
  returns jsonb
  language plpgsql
as $$
declare
  v_tenant spindle.tenants;
begin
  if spindle.unknown_time_zone(p_settings) then
    return jsonb_build_object('outcome', 'unknown_time_zone');
  end if;

  insert into spindle.tenants (tenant_id, name, currency, created_at)
  values (p_tenant_id, p_settings->>'name', p_settings->>'currency', spindle.clock())
  on conflict do nothing
  returning * into v_tenant;

  if not found then
    return jsonb_build_object('outcome', 'tenant_exists');
  end if;

  v_tenant := spindle.write_tenant(jsonb_populate_record(v_tenant, p_settings));

  insert into spindle.tax_rates (tenant_id, country, region, name, rate)
  select p_tenant_id, v_tenant.country, v_tenant.region, 'Tax', p_tax_rate
   where p_tax_rate is not null;

  return jsonb_build_object('outcome', 'added', 'tenant', to_jsonb(v_tenant));
end;
$$;
