-- Completes delivered orders whose return window has closed, at most p_limit of them.
--
-- Answers {"outcome": "completed", "count": 12}. Several sweeps share the work: an order that somebody
-- holds is skipped. One that cannot be completed stops no other: a person is called, and it is left
-- alone until that is resolved.
create or replace function spindle.complete_orders(p_limit bigint)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now   timestamptz := spindle.clock();
  v_one   record;
  v_count bigint := 0;
  v_error text;
begin
  for v_one in
    select o.tenant_id, o.order_id
      from spindle.tenants t,
           -- Each tenant has its own window: per tenant, the index knows who is due.
           lateral (
             select d.tenant_id, d.order_id
               from spindle.orders d
              where d.tenant_id = t.tenant_id and d.status = 'DELIVERED'
                and d.delivered_at <= v_now - t.return_days * interval '1 day'
                and not exists (
                  select from spindle.attention a
                   where a.tenant_id = d.tenant_id and a.order_id = d.order_id
                     and a.reason = 'sweep_failed' and a.resolved_at is null)
              order by d.delivered_at
                for update skip locked) o
     limit p_limit
  loop
    begin
      perform spindle.write_status(
        v_one.tenant_id, v_one.order_id, 'COMPLETED', 'The return window has closed', 'sweep');
      v_count := v_count + 1;
    exception when integrity_constraint_violation or plpgsql_error or data_exception then
      get stacked diagnostics v_error = message_text;
      perform spindle.open_attention(
        v_one.tenant_id, v_one.order_id, 'sweep_failed',
        jsonb_build_object('job', 'complete_orders', 'error', v_error), 'look');
    end;
  end loop;

  return jsonb_build_object('outcome', 'completed', 'count', v_count);
end;
$$;

grant execute on function spindle.complete_orders to spindle_component;
