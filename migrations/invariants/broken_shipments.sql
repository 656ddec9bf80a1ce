-- Lines whose counters are not the sums of what left and came back, or which do not fit the
-- status of their order.
create view spindle.broken_shipments as
select tenant_id, order_id, o.order_number, o.status, l.line_id, l.sku, l.quantity,
       l.shipped, coalesce(s.quantity, 0) as in_shipments,
       l.returned, coalesce(r.quantity, 0) as in_returns
  from spindle.order_lines l
  join spindle.orders o using (tenant_id, order_id)
  left join (
    select tenant_id, order_id, line_id, sum(quantity) as quantity
      from spindle.shipment_lines
     group by tenant_id, order_id, line_id) s using (tenant_id, order_id, line_id)
  left join (
    select tenant_id, order_id, line_id, sum(quantity) as quantity
      from spindle.return_lines
      join spindle.returns t using (tenant_id, return_id, order_id)
     where t.status = 'received'
     group by tenant_id, order_id, line_id) r using (tenant_id, order_id, line_id)
 where l.shipped <> coalesce(s.quantity, 0)
    or l.returned <> coalesce(r.quantity, 0)
    or case
         when o.status in ('PENDING', 'CONFIRMED', 'PAYMENT_FAILED', 'CANCELLED') then l.shipped <> 0
         when o.status in ('SHIPPED', 'DELIVERED', 'COMPLETED') then l.shipped <> l.quantity
         when o.status = 'RETURNED' then l.returned <> l.quantity
         else false
       end;

comment on view spindle.broken_shipments is
  'What a line says has left and come back is in its shipments and returns, and fits its order''s status.';
