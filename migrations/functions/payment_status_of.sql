-- What an order's payment_status is, derived from its transactions and attempts; the only place that
-- says so.
--
--   REFUNDED            all that came went back
--   PARTIALLY_REFUNDED  a part of it
--   PAID                the total came, or there is nothing to pay
--   AUTHORIZED          what has not come is authorized
--   FAILED              nothing came, and every attempt was declined
--   PENDING             anything else: money is still to come, or none ever was
create or replace function spindle.payment_status_of(p_tenant_id text, p_order_id uuid)
  returns text
  language plpgsql
  stable
as $$
begin
  return (
    select case
      when m.refunded_minor > 0 and m.refunded_minor >= m.captured_minor then 'REFUNDED'
      when m.refunded_minor > 0 then 'PARTIALLY_REFUNDED'
      when m.captured_minor >= o.total_minor then 'PAID'
      when m.authorized_minor > 0 and m.captured_minor + m.authorized_minor >= o.total_minor then 'AUTHORIZED'
      when m.captured_minor = 0 and (
        select bool_and(a.status = 'declined')
          from spindle.payment_attempts a
         where a.tenant_id = o.tenant_id and a.order_id = o.order_id
           and a.kind in ('charge', 'authorize')) then 'FAILED'
      else 'PENDING'
    end
      from spindle.orders o, spindle.order_money(o.tenant_id, o.order_id) m
     where o.tenant_id = p_tenant_id and o.order_id = p_order_id);
end;
$$;
