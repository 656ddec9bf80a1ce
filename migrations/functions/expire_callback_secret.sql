-- Ends a provider's secret at once.
--
-- Answers {"outcome": "expired", "secret": {…}}, also when it had ended before, or
-- {"outcome": "unknown_secret"}.
create or replace function spindle.expire_callback_secret(
  p_tenant_id text,
  p_provider  text,
  p_id        text   -- as callback_secret_json has it
)
  returns jsonb
  language plpgsql
as $$
declare
  v_secret spindle.callback_secrets;
begin
  update spindle.callback_secrets s
     set expires_at = least(s.expires_at, spindle.clock())
   where s.tenant_id = p_tenant_id and s.provider = p_provider
     and left(encode(sha256(s.secret), 'hex'), 12) = p_id
  returning * into v_secret;

  if not found then
    return jsonb_build_object('outcome', 'unknown_secret');
  end if;
  return jsonb_build_object('outcome', 'expired', 'secret', spindle.callback_secret_json(v_secret));
end;
$$;
