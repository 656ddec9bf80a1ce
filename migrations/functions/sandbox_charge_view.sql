-- A charge by its key. Answers {"outcome": "found", "charge": {…}} or {"outcome": "not_found"}.
create or replace function spindle.sandbox_charge_view(p_tenant_id text, p_key text)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(
      (select jsonb_build_object('outcome', 'found', 'charge', spindle.sandbox_charge_json(c))
         from spindle.sandbox_charges c
        where c.tenant_id = p_tenant_id and c.key = p_key),
      jsonb_build_object('outcome', 'not_found')));
end;
$$;

grant execute on function spindle.sandbox_charge_view to spindle_component;
