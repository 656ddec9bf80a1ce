-- Reservations that moved something else than they say: a hold moves reserved, a commit takes
-- from on_hand, what came back gives to it again, and what was released has moved nothing.
create view spindle.broken_reservations as
select tenant_id, order_id, sku, warehouse,
       sum(reserved) as reserved, sum(reserved_moved) as reserved_moved,
       sum(on_hand) as on_hand, sum(on_hand_moved) as on_hand_moved
  from (
    select tenant_id, order_id, sku, warehouse,
           case status when 'held' then quantity else 0 end as reserved, 0 as reserved_moved,
           case status when 'committed' then returned - quantity else 0 end as on_hand, 0 as on_hand_moved
      from spindle.reservations
    union all
    select tenant_id, order_id, sku, warehouse, 0, reserved_change, 0, on_hand_change
      from spindle.stock_movements
     where order_id is not null) moved
 group by tenant_id, order_id, sku, warehouse
having sum(reserved) <> sum(reserved_moved) or sum(on_hand) <> sum(on_hand_moved);

comment on view spindle.broken_reservations is
  'What an order holds, has taken and gave back is what was moved for it.';
