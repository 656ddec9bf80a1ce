-- One import. Answers {"outcome": "found", "import": {…}} or {"outcome": "not_found"}.
create or replace function spindle.import_view(p_tenant_id text, p_import_id uuid)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(
    (select jsonb_build_object('outcome', 'found', 'import', spindle.import_json(i))
       from spindle.imports i
      where i.tenant_id = p_tenant_id and i.import_id = p_import_id),
    jsonb_build_object('outcome', 'not_found'));
end;
$$;

grant execute on function spindle.import_view to spindle_component;
