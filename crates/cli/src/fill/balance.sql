-- Stock as the movements of this run say, after counting the shelves: 0 to 399 pieces are left of
-- each. $1 seed. The ledger and the number agree before this statement for what nobody ordered, and
-- after it for everything.
with moved as (
  select m.tenant_id, m.sku, m.warehouse, sum(m.on_hand_change)::bigint as on_hand,
         sum(m.reserved_change)::bigint as reserved
    from spindle.stock_movements m
   where m.tenant_id in (select tenant_id from fill_tenants)
   group by m.tenant_id, m.sku, m.warehouse
), counted as (
  select moved.*, reserved + pg_temp.dice($1, hashtextextended(sku || warehouse, 0) >> 8, 4, 400) as left_over
    from moved
), corrected as (
  insert into spindle.stock_movements
         (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
  select tenant_id, sku, warehouse, 'correct', left_over - on_hand, 0, 'counted', 'fill', spindle.clock()
    from counted
   where left_over <> on_hand
)
update spindle.stock s
   set on_hand = c.left_over, reserved = c.reserved
  from counted c
 where s.tenant_id = c.tenant_id and s.sku = c.sku and s.warehouse = c.warehouse
