-- What an operator watches, over all tenants: how much waits, and for how many seconds the oldest of it.
--
-- Answers {"outcome": "measured", "attention": [{"reason", "count", "oldest_seconds"}], "attempts": {…},
-- "callbacks": {…}, "holds": {…}, "outbox": {…}}; each has "count" and "oldest_seconds", 0 when nothing waits.
--
-- Reads indexes of what waits, never a table; and of each at most 10,000 entries, the oldest first. A
-- count of 10,000 means: or more.
create or replace function spindle.metrics_view()
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
    'outcome',   'measured',
    'attention', (
      select coalesce(jsonb_agg(jsonb_build_object('reason', r.reason) || spindle.waiting_json(w.since, v_now)
                                order by r.reason), '[]')
        from spindle.attention_reasons() r(reason),
             lateral (select array(
               select a.opened_at from spindle.attention a
                where a.reason = r.reason and a.resolved_at is null
                order by a.opened_at limit 10000) as since) w),
    'attempts', spindle.waiting_json(array(
      select a.started_at from spindle.payment_attempts a
       where a.status in ('started', 'pending', 'unknown')
       order by a.ask_after limit 10000), v_now),
    'callbacks', spindle.waiting_json(array(
      select i.received_at from spindle.callback_inbox i
       where i.status = 'kept'
       order by i.received_at limit 10000), v_now),
    'holds', spindle.waiting_json(array(
      select r.expires_at from spindle.reservations r
       where r.status = 'held' and r.expires_at < v_now
       order by r.expires_at limit 10000), v_now),
    'outbox', spindle.waiting_json(array(
      select e.occurred_at from spindle.outbox e
       order by e.occurred_at limit 10000), v_now));
end;
$$;

grant execute on function spindle.metrics_view to spindle_component;
