-- A pending order is to be paid in a way for which no provider is asked: cash on delivery confirms it,
-- a bank transfer is waited for, and its hold does not expire. The caller holds the order's lock.
--
-- Locks: stock by sku and warehouse.
create or replace function spindle.change_payment_method(
  p_order  spindle.orders,
  p_method text,
  p_actor  text
)
  returns void
  language plpgsql
as $$
begin
  update spindle.orders o
     set payment_method = p_method,
         status = case p_method when 'CASH_ON_DELIVERY' then 'CONFIRMED' else o.status end,
         updated_at = spindle.clock()
   where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id;

  if p_method = 'CASH_ON_DELIVERY' then
    perform spindle.end_reservations(
      p_order.tenant_id, p_order.order_id, 'committed', 'order confirmed', p_actor);
    perform spindle.record_change(
      p_order.tenant_id, p_order.order_id, 'order.confirmed', 'To be paid on delivery', p_actor);
  else
    update spindle.reservations r
       set expires_at = null
     where r.tenant_id = p_order.tenant_id and r.order_id = p_order.order_id and r.status = 'held';
    perform spindle.record_change(
      p_order.tenant_id, p_order.order_id, 'order.payment_method_changed', 'To be paid by bank transfer', p_actor);
  end if;
end;
$$;
