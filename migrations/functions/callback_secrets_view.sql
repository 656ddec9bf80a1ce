-- The secrets that a tenant's providers sign with, without themselves: by provider, the newest first.
--
-- Answers {"outcome": "listed", "secrets": [{…}]}, see callback_secret_json, or
-- {"outcome": "unknown_tenant"}.
create or replace function spindle.callback_secrets_view(p_tenant_id text)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  if not exists (select from spindle.tenants t where t.tenant_id = p_tenant_id) then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;
  return jsonb_build_object('outcome', 'listed', 'secrets', coalesce((
    select jsonb_agg(spindle.callback_secret_json(s) order by s.provider, s.created_at desc)
      from spindle.callback_secrets s
     where s.tenant_id = p_tenant_id), '[]'));
end;
$$;
