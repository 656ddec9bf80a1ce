-- A provider's secret for people: what it is, but not the secret itself. `id` is the beginning of its
-- SHA-256.
create or replace function spindle.callback_secret_json(p_secret spindle.callback_secrets)
  returns jsonb
  language sql
  stable
as $$
  select jsonb_build_object(
    'id',         left(encode(sha256(p_secret.secret), 'hex'), 12),
    'provider',   p_secret.provider,
    'created_at', spindle.iso_time(p_secret.created_at),
    'expires_at', spindle.iso_time(p_secret.expires_at),
    'is_good',    p_secret.expires_at is null or p_secret.expires_at > spindle.clock());
$$;
