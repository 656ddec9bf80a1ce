-- An instant as the API shows it: RFC 3339, UTC, milliseconds.
create or replace function spindle.iso_time(p_at timestamptz)
  returns text
  language sql
  immutable
as $$
  select to_char(p_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
$$;
