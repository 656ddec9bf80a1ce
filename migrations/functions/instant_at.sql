-- The instant that is so many microseconds after 1970; exact, unlike to_timestamp.
create or replace function spindle.instant_at(p_microseconds bigint)
  returns timestamptz
  language sql
  immutable
as $$
  select (timestamp 'epoch' + p_microseconds * interval '1 microsecond') at time zone 'utc'
$$;
