-- Whether the schema is there and answers. Reads a table on purpose: a server
-- that accepts connections but has no schema is not ready.
create or replace function spindle.health_view()
  returns jsonb
  language sql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'outcome', 'ready',
    'any_tenant', exists (select from spindle.tenants));
$$;

grant execute on function spindle.health_view to spindle_component;
