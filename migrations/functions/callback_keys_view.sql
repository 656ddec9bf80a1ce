-- What a signature of a provider is checked with: its secrets that are good now, as base64, and the
-- time in seconds since 1970. A tenant or a provider that is not known has none.
--
-- Answers {"outcome": "listed", "secrets": ["…"], "now": 1795176000}.
create or replace function spindle.callback_keys_view(p_tenant_id text, p_provider text)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := spindle.clock();
begin
  return jsonb_build_object(
    'outcome', 'listed',
    'secrets', coalesce((
      select jsonb_agg(translate(encode(s.secret, 'base64'), E'\n', '') order by s.created_at desc)
        from spindle.callback_secrets s
       where s.tenant_id = p_tenant_id and s.provider = p_provider
         and (s.expires_at is null or s.expires_at > v_now)), '[]'),
    'now', extract(epoch from v_now)::bigint);
end;
$$;

grant execute on function spindle.callback_keys_view to spindle_component;
