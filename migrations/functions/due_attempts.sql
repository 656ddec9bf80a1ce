-- Leases attempts that a provider has to be asked about (again), at most p_limit of them, the longest
-- waiting first. Several sweeps share the work: one that is leased is nobody else's for a minute, then
-- two, four, …, at most an hour; the lease is also how long the sweep waits until it asks once more.
--
-- Answers {"outcome": "leased", "attempts": [{"tenant_id", "order_number", "may_charge", "attempt_id", …}]}.
-- may_charge: what the provider has never heard of may still be charged. Not when the order is over, nor
-- when the time for which its goods were held is.
create or replace function spindle.due_attempts(p_limit bigint)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now    timestamptz := spindle.clock();
  v_answer jsonb;
begin
  with due as (
    select a.tenant_id, a.attempt_id
      from spindle.payment_attempts a
     where a.status in ('started', 'pending', 'unknown')
       and a.ask_after <= v_now
     order by a.ask_after
     limit p_limit
       for update skip locked
  ), leased as (
    update spindle.payment_attempts a
       set asked = a.asked + 1,
           ask_after = v_now + least(interval '1 hour', interval '1 minute' * power(2, least(a.asked, 6)))
      from due
     where a.tenant_id = due.tenant_id and a.attempt_id = due.attempt_id
    returning a as attempt, a.tenant_id, a.order_id, a.started_at
  )
  select jsonb_build_object('outcome', 'leased', 'attempts', coalesce(jsonb_agg(
           spindle.attempt_json(l.attempt) || jsonb_build_object(
             'tenant_id',    l.tenant_id,
             'order_number', o.order_number,
             'may_charge',   not spindle.is_over(o.status) and not exists (
               select from spindle.reservations r
                where r.tenant_id = o.tenant_id and r.order_id = o.order_id
                  and r.status = 'held' and r.expires_at <= v_now))
           order by l.started_at), '[]'))
    into v_answer
    from leased l
    join spindle.orders o on o.tenant_id = l.tenant_id and o.order_id = l.order_id;

  return v_answer;
end;
$$;

grant execute on function spindle.due_attempts to spindle_component;
