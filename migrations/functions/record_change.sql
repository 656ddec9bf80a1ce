-- Writes down that an order changed: a new version, a history entry with what it is now, and an
-- event for those who want to know.
create or replace function spindle.record_change(
  p_tenant_id text,
  p_order_id  uuid,
  p_topic     text,  -- order.confirmed
  p_note      text,
  p_actor     text,
  p_detail    jsonb default null  -- what changed, for a program
)
  returns void
  language plpgsql
as $$
declare
  v_now   timestamptz := spindle.clock();
  v_order spindle.orders;
begin
  update spindle.orders o
     set version = o.version + 1, updated_at = v_now
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id
  returning o.* into strict v_order;

  insert into spindle.order_history
         (tenant_id, order_id, status, payment_status, note, actor, occurred_at, detail)
  values (p_tenant_id, p_order_id, v_order.status, v_order.payment_status, p_note, p_actor, v_now, p_detail);

  insert into spindle.outbox (tenant_id, topic, subject, payload, occurred_at)
  values (p_tenant_id, p_topic, p_order_id, jsonb_build_object(
            'order_id',       p_order_id,
            'order_number',   v_order.order_number,
            'customer_id',    v_order.customer_id,
            'status',         v_order.status,
            'payment_status', v_order.payment_status,
            'currency',       v_order.currency,
            'total_minor',    v_order.total_minor,
            'version',        v_order.version)
            || case when p_detail is null then '{}' else jsonb_build_object('detail', p_detail) end, v_now);
end;
$$;
