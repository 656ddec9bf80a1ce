-- The time, as every function sees it. Tests move it through spindle.clock_shift.
create or replace function spindle.clock()
  returns timestamptz
  language plpgsql
  stable
as $$
begin
  return (
    select now() + coalesce((select c.shift from spindle.clock_shift c), interval '0'));
end;
$$;
