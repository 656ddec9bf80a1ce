-- The money is there: the order is confirmed and its goods are sold.
create or replace function spindle.confirm_paid(p_attempt spindle.payment_attempts, p_reference text)
  returns void
  language plpgsql
as $$
begin
  insert into spindle.payment_transactions
         (tenant_id, order_id, attempt_id, kind, amount_minor, currency, provider_reference, occurred_at)
  values (p_attempt.tenant_id, p_attempt.order_id, p_attempt.attempt_id, 'capture',
          p_attempt.amount_minor, p_attempt.currency, p_reference, spindle.clock());

  update spindle.orders o
     set status = 'CONFIRMED', payment_status = 'PAID', updated_at = spindle.clock()
   where o.tenant_id = p_attempt.tenant_id and o.order_id = p_attempt.order_id;

  perform spindle.end_reservations(
    p_attempt.tenant_id, p_attempt.order_id, 'committed', 'order paid', 'payments');
  perform spindle.record_change(
    p_attempt.tenant_id, p_attempt.order_id, 'order.confirmed', 'Payment received', 'payments');
end;
$$;
