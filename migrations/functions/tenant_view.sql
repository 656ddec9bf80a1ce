-- A tenant with every setting, for the owner of the database (`spindle tenant show`).
--
-- Answers {"outcome": "found", "tenant": {…}}, every column of spindle.tenants, or
-- {"outcome": "unknown_tenant"}.
create or replace function spindle.tenant_view(p_tenant_id text)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return coalesce(
    (select jsonb_build_object('outcome', 'found', 'tenant', to_jsonb(t))
       from spindle.tenants t
      where t.tenant_id = p_tenant_id),
    jsonb_build_object('outcome', 'unknown_tenant'));
end;
$$;
