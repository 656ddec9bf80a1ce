-- The payment was declined: everything the order took is given back. Stock can be
-- sold again, coupons used again, and the cart is open again for another try.
--
-- Locks: the cart, stock in sku order, campaigns in order of their ids.
create or replace function spindle.give_back(
  p_attempt spindle.payment_attempts,
  p_reason  text,
  p_actor   text
)
  returns void
  language plpgsql
as $$
declare
  v_now timestamptz := spindle.clock();
begin
  update spindle.orders o
     set status = 'PAYMENT_FAILED',
         payment_status = spindle.payment_status_of(p_attempt.tenant_id, p_attempt.order_id),
         updated_at = v_now
   where o.tenant_id = p_attempt.tenant_id and o.order_id = p_attempt.order_id;

  update spindle.carts c
     set status = 'open', version = c.version + 1, updated_at = v_now,
         expires_at = greatest(c.expires_at, spindle.cart_lifetime(c))
    from spindle.orders o
   where o.tenant_id = p_attempt.tenant_id and o.order_id = p_attempt.order_id
     and c.tenant_id = o.tenant_id and c.cart_id = o.cart_id;

  perform spindle.end_reservations(
    p_attempt.tenant_id, p_attempt.order_id, 'released', 'payment declined', p_actor);
  perform spindle.return_campaigns(p_attempt.tenant_id, p_attempt.order_id);
  perform spindle.record_change(
    p_attempt.tenant_id, p_attempt.order_id, 'order.payment_failed',
    concat_ws(': ', 'Payment declined', p_reason), p_actor);
end;
$$;
