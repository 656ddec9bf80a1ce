-- Applies what came too early for an order and fits by now, in the order in which it came; at most
-- 100 events at a time. Called where an order changes, and by the sweep for each order of
-- claim_kept_callbacks.
--
-- Answers {"outcome": "applied", "count": 1}: how many are not kept any more. An event that fails is
-- undone alone and calls a person; it stops neither the others nor who called. What could work
-- later (a lock that is not to be had, a server that stops) goes through to the caller.
--
-- Locks: the order, the events (skipping those that somebody has), then what apply_callback takes.
create or replace function spindle.apply_kept_callbacks(p_tenant_id text, p_order_id uuid)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_number text;
  v_event  spindle.callback_inbox;
  v_status text;
  v_state  text;
  v_count  bigint := 0;
begin
  select o.order_number into v_number
    from spindle.orders o
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id
     for update;

  for v_event in
    select i.*
      from spindle.callback_inbox i
     where i.tenant_id = p_tenant_id
       and i.status = 'kept'
       and i.order_reference in (v_number, p_order_id::text)
     order by i.received_at, i.provider, i.event_id
     limit 100
       for update skip locked
  loop
    begin
      v_status := spindle.apply_callback(
        p_tenant_id, p_order_id, v_event.kind, v_event.payload, 'callback:' || v_event.provider);
    exception
      when data_exception or integrity_constraint_violation or case_not_found or plpgsql_error
        or syntax_error_or_access_rule_violation then
        get stacked diagnostics v_state = returned_sqlstate;
        v_status := 'attention';
        perform spindle.open_attention(
          p_tenant_id, p_order_id, 'callback_failed', jsonb_build_object(
            'provider', v_event.provider, 'event_id', v_event.event_id, 'kind', v_event.kind, 'sqlstate', v_state),
          'look');
    end;

    if v_status <> 'kept' then
      update spindle.callback_inbox i
         set status = v_status, decided_at = spindle.clock(), try_after = null
       where i.tenant_id = p_tenant_id and i.provider = v_event.provider and i.event_id = v_event.event_id;
      v_count := v_count + 1;
    end if;
  end loop;

  return jsonb_build_object('outcome', 'applied', 'count', v_count);
end;
$$;

grant execute on function spindle.apply_kept_callbacks to spindle_component;
