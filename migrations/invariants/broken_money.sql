-- Orders whose money does not add up. Everything is worked out from the transactions here, and not by
-- the functions that the orders themselves are written with.
create view spindle.broken_money as
select tenant_id, order_id, o.order_number, o.status, o.payment_status, o.total_minor,
       coalesce(t.captured, 0) as captured, coalesce(t.refunded, 0) as refunded, coalesce(a.refunding, 0) as refunding,
       case
         when coalesce(t.refunded, 0) + coalesce(a.refunding, 0) > coalesce(t.captured, 0)
           then 'more is given back than came'
         when a.unlike > 0 or t.unlike > 0
           then 'an attempt that succeeded and its transaction are not the same'
         when o.payment_status <> case
                when t.refunded > 0 and t.refunded >= t.captured then 'REFUNDED'
                when t.refunded > 0 then 'PARTIALLY_REFUNDED'
                when coalesce(t.captured, 0) >= o.total_minor then 'PAID'
                when o.payment_status in ('PENDING', 'AUTHORIZED') then o.payment_status
                when o.payment_status = 'FAILED' and coalesce(t.captured, 0) = 0 then 'FAILED'
                else 'PENDING'
              end
           or o.payment_status = 'AUTHORIZED' and coalesce(t.authorized, 0) = 0
           then 'the payment status is another'
         else 'money of a dead order that nobody gives back'
       end as problem
  from spindle.orders o
  left join (
    select t.tenant_id, t.order_id,
           sum(t.amount_minor) filter (where t.kind in ('capture', 'collection')) as captured,
           sum(t.amount_minor) filter (where t.kind = 'refund') as refunded,
           sum(t.amount_minor) filter (where t.kind = 'authorization') as authorized,
           count(*) filter (
             where t.attempt_id is not null
               and (a.status, a.amount_minor, a.currency, a.order_id,
                    case a.kind when 'charge' then 'capture' when 'authorize' then 'authorization' else a.kind end)
                   is distinct from ('succeeded', t.amount_minor, t.currency, t.order_id, t.kind)) as unlike
      from spindle.payment_transactions t
      left join spindle.payment_attempts a on a.tenant_id = t.tenant_id and a.attempt_id = t.attempt_id
     group by t.tenant_id, t.order_id) t using (tenant_id, order_id)
  left join (
    select a.tenant_id, a.order_id,
           sum(a.amount_minor) filter (where a.kind = 'refund' and a.status in ('started', 'pending', 'unknown')) as refunding,
           count(*) filter (where a.kind in ('void', 'refund') and a.status <> 'declined') as given_up,
           count(*) filter (
             where a.status = 'succeeded' and a.amount_minor > 0 and 1 <> (
               select count(*) from spindle.payment_transactions t
                where t.tenant_id = a.tenant_id and t.attempt_id = a.attempt_id)) as unlike
      from spindle.payment_attempts a
     group by a.tenant_id, a.order_id) a using (tenant_id, order_id)
 where coalesce(t.refunded, 0) + coalesce(a.refunding, 0) > coalesce(t.captured, 0)
    or a.unlike > 0
    or t.unlike > 0
    or o.payment_status <> case
         when t.refunded > 0 and t.refunded >= t.captured then 'REFUNDED'
         when t.refunded > 0 then 'PARTIALLY_REFUNDED'
         when coalesce(t.captured, 0) >= o.total_minor then 'PAID'
         when o.payment_status in ('PENDING', 'AUTHORIZED') then o.payment_status
         when o.payment_status = 'FAILED' and coalesce(t.captured, 0) = 0 then 'FAILED'
         else 'PENDING'
       end
    or o.payment_status = 'AUTHORIZED' and coalesce(t.authorized, 0) = 0
    or o.status in ('CANCELLED', 'PAYMENT_FAILED')
       and greatest(t.captured, t.authorized) > coalesce(t.refunded, 0) + coalesce(a.refunding, 0)
       and coalesce(a.given_up, 0) = 0
       and not exists (
         select from spindle.attention n
          where n.tenant_id = o.tenant_id and n.order_id = o.order_id);

comment on view spindle.broken_money is
  'Refunds are no more than what came, each transaction is an attempt that succeeded, the payment status says so, and nobody keeps the money of a dead order.';
