-- Opens an import. What was opened more than a day ago and never applied is forgotten.
--
-- Answers one of
--   {"outcome": "created", "import": {…}}
--   {"outcome": "unknown_tenant"}, {"outcome": "key_reused"}
create or replace function spindle.create_import(p_tenant_id text, p_request jsonb, p_actor text)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now    timestamptz := spindle.clock();
  v_import spindle.imports;
  v_answer jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;
  -- Not remembered: there is no tenant to remember it for.
  if not exists (select from spindle.tenants t where t.tenant_id = p_tenant_id) then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  delete from spindle.imports i
   where i.tenant_id = p_tenant_id and i.status = 'open' and i.created_at < v_now - interval '1 day';
  insert into spindle.imports as i (tenant_id, import_id, status, actor, created_at)
  values (p_tenant_id, gen_random_uuid(), 'open', p_actor, v_now)
  returning i.* into v_import;

  return spindle.remember_answer(p_tenant_id, p_request, jsonb_build_object(
    'outcome', 'created', 'import', spindle.import_json(v_import)));
end;
$$;

grant execute on function spindle.create_import to spindle_component;
