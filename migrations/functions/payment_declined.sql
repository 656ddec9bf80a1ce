-- A charge or an authorization was declined. An order that waited for it and has no other money, come
-- or under way, is over: give_back. Otherwise the order stays as it is.
create or replace function spindle.payment_declined(
  p_attempt spindle.payment_attempts,
  p_reason  text,
  p_actor   text
)
  returns void
  language plpgsql
as $$
declare
  v_is_over boolean;
begin
  select o.status = 'PENDING' and m.captured_minor + m.authorized_minor = 0 and not exists (
           select from spindle.payment_attempts a
            where a.tenant_id = o.tenant_id and a.order_id = o.order_id
              and a.status in ('started', 'pending', 'unknown'))
    into strict v_is_over
    from spindle.orders o, spindle.order_money(o.tenant_id, o.order_id) m
   where o.tenant_id = p_attempt.tenant_id and o.order_id = p_attempt.order_id;

  if v_is_over then
    perform spindle.give_back(p_attempt, p_reason, p_actor);
  else
    perform spindle.update_payment_status(p_attempt.tenant_id, p_attempt.order_id);
    perform spindle.record_change(
      p_attempt.tenant_id, p_attempt.order_id, 'order.payment_declined',
      concat_ws(': ', 'Payment declined', p_reason), p_actor);
  end if;
end;
$$;
