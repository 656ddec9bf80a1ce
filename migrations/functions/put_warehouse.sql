-- Writes a warehouse, new or anew. One that is not active serves nobody; what it holds stays.
--
-- Answers {"outcome": "saved", "warehouse": {…}} or {"outcome": "unknown_tenant"}.
create or replace function spindle.put_warehouse(
  p_tenant_id text,
  p_warehouse text,
  p_place     jsonb  -- {"name", "country", "region", "priority", "markup", "status"}
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_warehouse spindle.warehouses;
begin
  if not exists (select from spindle.tenants t where t.tenant_id = p_tenant_id) then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  insert into spindle.warehouses as w
         (tenant_id, warehouse, name, country, region, priority, markup, status)
  select p_tenant_id, p_warehouse, n.name, n.country, n.region, n.priority, n.markup, n.status
    from jsonb_to_record(p_place) as n(
           name text, country text, region text, priority integer, markup numeric, status text)
  on conflict (tenant_id, warehouse) do update
     set name = excluded.name, country = excluded.country, region = excluded.region,
         priority = excluded.priority, markup = excluded.markup, status = excluded.status
  returning w.* into v_warehouse;

  return jsonb_build_object('outcome', 'saved', 'warehouse', spindle.warehouse_json(v_warehouse));
end;
$$;

grant execute on function spindle.put_warehouse to spindle_component;
