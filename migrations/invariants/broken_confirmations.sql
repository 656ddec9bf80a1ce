-- Orders whose confirmation was not told, was told twice, or did not happen. Events are forgotten
-- oldest first, so only orders are judged that came after the oldest event that is left.
create view spindle.broken_confirmations as
select o.tenant_id, o.order_id, o.order_number, o.status, count(e.event_id) as told
  from spindle.orders o
  join (
    select tenant_id, min(occurred_at) as since
      from spindle.outbox
     group by tenant_id) oldest on oldest.tenant_id = o.tenant_id and o.placed_at >= oldest.since
  left join spindle.outbox e
    on e.tenant_id = o.tenant_id and e.subject = o.order_id::text and e.topic = 'order.confirmed'
 group by o.tenant_id, o.order_id, o.order_number, o.status
having case
         when o.status in ('PENDING', 'PAYMENT_FAILED') then count(e.event_id) <> 0
         when o.status = 'CANCELLED' then count(e.event_id) > 1
         else count(e.event_id) <> 1
       end;

comment on view spindle.broken_confirmations is
  'A confirmed order has told so once, and no other has.';
