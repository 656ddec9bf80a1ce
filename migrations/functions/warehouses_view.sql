-- The tenant's warehouses, by priority, then by code.
--
-- Answers {"outcome": "listed", "warehouses": [{"code", "name", …}, …]}.
create or replace function spindle.warehouses_view(p_tenant_id text)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return jsonb_build_object(
    'outcome',    'listed',
    'warehouses', (select coalesce(jsonb_agg(spindle.warehouse_json(w) order by w.priority, w.warehouse), '[]')
                     from spindle.warehouses w
                    where w.tenant_id = p_tenant_id));
end;
$$;

grant execute on function spindle.warehouses_view to spindle_component;
