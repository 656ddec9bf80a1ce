-- A capture, void or refund by its key. Answers {"outcome": "found", "operation": {…}} or
-- {"outcome": "not_found"}.
create or replace function spindle.sandbox_operation_view(p_tenant_id text, p_kind text, p_key text)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(
      (select jsonb_build_object('outcome', 'found', 'operation', spindle.sandbox_operation_json(p))
         from spindle.sandbox_operations p
        where p.tenant_id = p_tenant_id and p.key = p_key and p.kind = p_kind),
      jsonb_build_object('outcome', 'not_found')));
end;
$$;

grant execute on function spindle.sandbox_operation_view to spindle_component;
