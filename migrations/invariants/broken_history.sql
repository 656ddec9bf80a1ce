-- Orders whose history does not end where the order is, or tells something that no event told.
-- Events are forgotten oldest first, so only orders that came after the oldest one are counted.
create view spindle.broken_history as
select o.tenant_id, o.order_id, o.order_number, o.status, o.payment_status,
       h.status as last_status, h.payment_status as last_payment_status, h.entries, e.events
  from spindle.orders o
  left join (
    select tenant_id, min(occurred_at) as since
      from spindle.outbox
     group by tenant_id) oldest on oldest.tenant_id = o.tenant_id
  left join (
    select tenant_id, order_id, count(*) as entries,
           (array_agg(status order by entry_id desc))[1] as status,
           (array_agg(payment_status order by entry_id desc))[1] as payment_status
      from spindle.order_history
     group by tenant_id, order_id) h on h.tenant_id = o.tenant_id and h.order_id = o.order_id
  left join (
    select tenant_id, subject, count(*) as events
      from spindle.outbox
     where topic like 'order.%'
     group by tenant_id, subject) e on e.tenant_id = o.tenant_id and e.subject = o.order_id::text
 where (h.status, h.payment_status) is distinct from (o.status, o.payment_status)
    or o.placed_at >= oldest.since and h.entries is distinct from e.events;

comment on view spindle.broken_history is
  'The last entry of a history is the order as it is, and each entry has its event.';
