-- Orders that hold or have taken something else than they sold. While an order waits for its
-- money it holds; once it is confirmed it has taken; when it is dead it has neither.
create view spindle.broken_holds as
select tenant_id, order_id, o.order_number, o.status, d.sku, d.sold, d.held, d.taken, d.kept
  from spindle.orders o
  join (
    select tenant_id, order_id, sku,
           sum(sold) as sold, sum(held) as held, sum(taken) as taken, sum(kept) as kept
      from (
        select l.tenant_id, l.order_id, coalesce(p.sku, l.sku) as sku,
               l.quantity * coalesce(p.per_piece, 1) as sold, 0 as held, 0 as taken, 0 as kept
          from spindle.order_lines l
          left join spindle.order_line_parts p using (tenant_id, order_id, line_id)
        union all
        select r.tenant_id, r.order_id, r.sku, 0,
               case r.status when 'held' then r.quantity else 0 end,
               case r.status when 'committed' then r.quantity else 0 end,
               case r.status when 'committed' then r.quantity - r.returned else 0 end
          from spindle.reservations r) parts
     group by tenant_id, order_id, sku) d using (tenant_id, order_id)
 where case
         when o.status = 'PENDING' then (d.held, d.taken) <> (d.sold, 0)
         when o.status in ('PAYMENT_FAILED', 'CANCELLED') then (d.held, d.kept) <> (0, 0)
         else (d.held, d.taken) <> (0, d.sold)
       end;

comment on view spindle.broken_holds is
  'No live order without its hold or its commit, none for a dead one.';
