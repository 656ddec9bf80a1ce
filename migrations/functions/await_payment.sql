-- Money may be moving: the hold must not expire under it, and the history says so
-- once per state of not knowing.
create or replace function spindle.await_payment(
  p_attempt spindle.payment_attempts,
  p_result  text,
  p_actor   text
)
  returns void
  language plpgsql
as $$
begin
  update spindle.reservations r
     set expires_at = null
   where r.tenant_id = p_attempt.tenant_id and r.order_id = p_attempt.order_id and r.status = 'held';

  if p_attempt.status = 'started' or p_attempt.status = 'unknown' and p_result = 'pending' then
    perform spindle.record_change(
      p_attempt.tenant_id, p_attempt.order_id, 'order.payment_' || p_result,
      case p_result when 'pending' then 'Payment is being processed'
                    else 'The payment provider did not answer' end, p_actor);
  end if;
end;
$$;
