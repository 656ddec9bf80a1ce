-- Refuses a change of status that is not in order_transitions. The functions decide before they
-- write, so this is a constraint, and if it fires, it is a bug.
create or replace function spindle.check_transition()
  returns trigger
  language plpgsql
as $$
begin
  if not exists (
    select from spindle.order_transitions() t
     where t.from_status = old.status and t.to_status = new.status
  ) then
    raise exception 'order %: nothing leads from % to %', new.order_id, old.status, new.status
      using errcode = 'check_violation', constraint = 'order_transitions';
  end if;
  return new;
end;
$$;

create or replace trigger order_transitions
  before update of status on spindle.orders
  for each row when (old.status <> new.status)
  execute function spindle.check_transition();
