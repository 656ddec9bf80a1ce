-- Callbacks that were applied to an order that is not there, or that call for a person who was never
-- called.
create view spindle.broken_inbox as
select i.tenant_id, i.provider, i.event_id, i.kind, i.status, i.order_reference, o.order_id
  from spindle.callback_inbox i
  left join spindle.orders o
    on o.tenant_id = i.tenant_id and i.order_reference in (o.order_number, o.order_id::text)
 where i.status = 'applied' and o.order_id is null
    or i.status = 'attention' and not exists (
         select from spindle.attention a
          where a.tenant_id = i.tenant_id and a.order_id is not distinct from o.order_id);

comment on view spindle.broken_inbox is
  'What was applied is about an order that is there, and what calls for a person has called one.';
