-- Which orders have events that came too early and are to be tried again: at most p_limit events, each
-- leased for a minute, then for two, four, … up to an hour. What has not fitted for seven days calls
-- a person.
--
-- Answers {"outcome": "claimed", "orders": [{"tenant_id": "demo", "order_id": uuid}], "given_up": 0}.
-- Several sweeps share the work: events that another one has are skipped.
create or replace function spindle.claim_kept_callbacks(p_limit bigint)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now      timestamptz := spindle.clock();
  v_event    record;
  v_given_up bigint := 0;
  v_orders   jsonb;
begin
  for v_event in
    with old as (
      select i.tenant_id, i.provider, i.event_id
        from spindle.callback_inbox i
       where i.status = 'kept' and i.received_at <= v_now - interval '7 days'
       order by i.received_at
       limit p_limit
         for update skip locked
    )
    update spindle.callback_inbox i
       set status = 'attention', decided_at = v_now, try_after = null
      from old
     where (i.tenant_id, i.provider, i.event_id) = (old.tenant_id, old.provider, old.event_id)
    returning i.*
  loop
    perform spindle.open_attention(
      v_event.tenant_id, spindle.own_order(v_event.tenant_id, null, null, v_event.order_reference),
      'callback_never_fitted',
      v_event.payload || jsonb_build_object(
        'provider', v_event.provider, 'event_id', v_event.event_id, 'kind', v_event.kind,
        'order', v_event.order_reference),
      'look');
    v_given_up := v_given_up + 1;
  end loop;

  with due as (
    select i.tenant_id, i.provider, i.event_id
      from spindle.callback_inbox i
     where i.status = 'kept' and i.try_after <= v_now
     order by i.try_after
     limit p_limit
       for update skip locked
  ), leased as (
    update spindle.callback_inbox i
       set tries = i.tries + 1,
           try_after = v_now + least(60, 2 ^ least(i.tries, 10)) * interval '1 minute'
      from due
     where (i.tenant_id, i.provider, i.event_id) = (due.tenant_id, due.provider, due.event_id)
    returning i.tenant_id, i.order_reference
  ), orders as (
    select distinct leased.tenant_id,
           spindle.own_order(leased.tenant_id, null, null, leased.order_reference) as order_id
      from leased
  )
  select coalesce(jsonb_agg(to_jsonb(o)), '[]') into v_orders
    from orders o
   where o.order_id is not null;

  return jsonb_build_object('outcome', 'claimed', 'orders', v_orders, 'given_up', v_given_up);
end;
$$;

grant execute on function spindle.claim_kept_callbacks to spindle_component;
