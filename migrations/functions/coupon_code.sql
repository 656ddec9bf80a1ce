-- A code nobody can guess: p_prefix and sixteen signs of 32 (80 random bits), without 0, 1, I and O.
create or replace function spindle.coupon_code(p_prefix text)
  returns text
  language plpgsql
  volatile
as $$
declare
  -- All 122 random bits of a UUID go into every byte.
  v_bytes bytea := sha256(uuid_send(gen_random_uuid()));
begin
  return p_prefix || (
    select string_agg(substr('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 1 + (get_byte(v_bytes, i) & 31), 1), '')
      from generate_series(0, 15) i);
end;
$$;
