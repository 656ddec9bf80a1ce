-- Stock that is not what its ledger says. The ledger begins with nothing: the first pieces of
-- everything arrive by a movement, too.
create view spindle.broken_stock as
select s.tenant_id, s.sku, s.warehouse,
       s.on_hand, coalesce(m.on_hand, 0) as on_hand_moved,
       s.reserved, coalesce(m.reserved, 0) as reserved_moved, coalesce(h.held, 0) as held
  from spindle.stock s
  left join (
    select tenant_id, sku, warehouse, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved
      from spindle.stock_movements
     group by tenant_id, sku, warehouse) m using (tenant_id, sku, warehouse)
  left join (
    select tenant_id, sku, warehouse, sum(quantity) as held
      from spindle.reservations
     where status = 'held'
     group by tenant_id, sku, warehouse) h using (tenant_id, sku, warehouse)
 where s.on_hand <> coalesce(m.on_hand, 0)
    or s.reserved <> coalesce(m.reserved, 0)
    or s.reserved <> coalesce(h.held, 0);

comment on view spindle.broken_stock is
  'On hand is the sum of the movements; reserved is, too, and is what open holds hold.';
