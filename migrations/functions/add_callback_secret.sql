-- Gives a provider a secret to sign with. Those it has are good for p_overlap more, unless they end
-- before: until then both sign.
--
-- Answers one of
--   {"outcome": "added", "secret": {…}}  see callback_secret_json
--   {"outcome": "secret_exists"}
--   {"outcome": "too_many_secrets"}      ten are good already
--   {"outcome": "unknown_tenant"}
create or replace function spindle.add_callback_secret(
  p_tenant_id text,
  p_provider  text,
  p_secret    bytea,
  p_overlap   interval
)
  returns jsonb
  language plpgsql
as $$
declare
  v_now    timestamptz := spindle.clock();
  v_secret spindle.callback_secrets;
begin
  perform 1 from spindle.tenants t where t.tenant_id = p_tenant_id for update;
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;
  if (select count(*) from spindle.callback_secrets s
       where s.tenant_id = p_tenant_id and s.provider = p_provider
         and (s.expires_at is null or s.expires_at > v_now)) >= 10 then
    return jsonb_build_object('outcome', 'too_many_secrets');
  end if;

  insert into spindle.callback_secrets (tenant_id, provider, secret, created_at)
  values (p_tenant_id, p_provider, p_secret, v_now)
  on conflict do nothing
  returning * into v_secret;

  if not found then
    return jsonb_build_object('outcome', 'secret_exists');
  end if;

  update spindle.callback_secrets s
     set expires_at = v_now + p_overlap
   where s.tenant_id = p_tenant_id and s.provider = p_provider and s.secret <> p_secret
     and (s.expires_at is null or s.expires_at > v_now + p_overlap);

  return jsonb_build_object('outcome', 'added', 'secret', spindle.callback_secret_json(v_secret));
end;
$$;
