-- Cancels an order: everything it has is given back, and its money, too (return_money). The caller holds
-- its lock and has checked that it may be cancelled.
--
-- Locks: what release_order takes.
create or replace function spindle.write_cancellation(
  p_tenant_id text,
  p_order_id  uuid,
  p_reason    text,
  p_actor     text
)
  returns void
  language plpgsql
as $$
begin
  update spindle.orders o
     set status = 'CANCELLED', cancel_reason = p_reason
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  perform spindle.release_order(p_tenant_id, p_order_id, 'order cancelled', p_actor);
  perform spindle.return_money(p_tenant_id, p_order_id, p_reason, p_actor);
  perform spindle.record_change(
    p_tenant_id, p_order_id, 'order.cancelled', 'Cancelled: ' || p_reason, p_actor,
    jsonb_build_object('reason', p_reason));
end;
$$;
