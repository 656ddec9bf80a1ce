-- Opens what captures the money that is authorized for an order: all that is due of it, when its first
-- goods leave. Of an authorization that is not needed any more the rest lapses with the capture; one that
-- is not needed at all is voided. Who called asks the provider afterwards (settle_order), or the sweep does.
--
-- Nothing to capture, or a capture under way: nothing happens. The caller holds the order's lock.
create or replace function spindle.open_capture(p_tenant_id text, p_order_id uuid, p_actor text)
  returns void
  language plpgsql
as $$
declare
  v_due bigint;
  v_one record;
begin
  select m.due_minor into strict v_due from spindle.order_money(p_tenant_id, p_order_id) m;

  for v_one in
    select a.* from spindle.open_authorizations(p_tenant_id, p_order_id) a order by a.amount_minor desc, a.attempt_id
  loop
    perform spindle.open_attempt(
      p_tenant_id, p_order_id, case when v_due > 0 then 'capture' else 'void' end,
      case when v_due > 0 then least(v_due, v_one.amount_minor) else v_one.amount_minor end,
      null, v_one.attempt_id, jsonb_build_object('actor', p_actor));
    v_due := greatest(0, v_due - v_one.amount_minor);
  end loop;
end;
$$;
