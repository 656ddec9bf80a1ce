-- How many microseconds after 1970 an instant is; the other way round than instant_at.
create or replace function spindle.microseconds_of(p_at timestamptz)
  returns bigint
  language sql
  immutable
as $$
  select (extract(epoch from p_at) * 1000000)::bigint
$$;
