-- An instant as an admin writes it: `2026-12-01T08:00:00Z` with an offset, `2026-12-01T08:00` as clocks
-- show it in p_zone, or `2026-12-01`. A date is its first moment, or with p_is_end the first one after it.
-- The caller has checked that it is one of them.
create or replace function spindle.instant_in_zone(p_written text, p_zone text, p_is_end boolean)
  returns timestamptz
  language sql
  stable
as $$
  select case
    when length(p_written) = 10 then (p_written::date + p_is_end::integer)::timestamp at time zone p_zone
    when p_written ~ '(Z|[+-][0-9]{2}:[0-9]{2})$' then p_written::timestamptz
    else p_written::timestamp at time zone p_zone
  end;
$$;
