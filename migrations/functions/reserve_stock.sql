-- Promises an order's lines their stock. The caller holds the locks (lock_stock) and has
-- checked that there is enough.
--
-- The warehouse that was quoted gives what it has; what is missing comes from the others,
-- by priority, then by code. The price stays what was quoted.
create or replace function spindle.reserve_stock(
  p_tenant_id  text,
  p_order_id   uuid,
  p_expires_at timestamptz,  -- null: the hold never expires by itself
  p_actor      text
)
  returns void
  language plpgsql
as $$
begin
  with demand as (
    select d.*
      from spindle.demand(p_tenant_id, (
             select jsonb_agg(jsonb_build_object(
                      'sku', l.sku, 'quantity', l.quantity, 'warehouse', l.warehouse))
               from spindle.order_lines l
              where l.tenant_id = p_tenant_id and l.order_id = p_order_id)) d
  ), supply as (
    select s.sku, s.warehouse, s.on_hand - s.reserved as available, demand.quantity as needed,
           coalesce(sum(s.on_hand - s.reserved) over (
             partition by s.sku
             order by s.warehouse <> coalesce(demand.warehouse, ''), w.priority, s.warehouse
             rows between unbounded preceding and 1 preceding), 0) as found_before
      from demand
      join spindle.stock s on s.tenant_id = p_tenant_id and s.sku = demand.sku
      join spindle.warehouses w on w.tenant_id = p_tenant_id and w.warehouse = s.warehouse
     where w.status = 'active' and s.on_hand > s.reserved
  ), held as (
    insert into spindle.reservations (tenant_id, order_id, sku, warehouse, quantity, status, expires_at)
    select p_tenant_id, p_order_id, supply.sku, supply.warehouse,
           least(supply.available, supply.needed - supply.found_before), 'held', p_expires_at
      from supply
     where supply.found_before < supply.needed
    returning sku, warehouse, quantity
  ), taken as (
    update spindle.stock s
       set reserved = s.reserved + held.quantity
      from held
     where s.tenant_id = p_tenant_id and s.sku = held.sku and s.warehouse = held.warehouse
    returning s.sku, s.warehouse, held.quantity
  )
  insert into spindle.stock_movements
         (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
  select p_tenant_id, taken.sku, taken.warehouse, 'reserve', 0, taken.quantity, p_order_id,
         'order placed', p_actor, spindle.clock()
    from taken
   order by taken.sku, taken.warehouse;
end;
$$;
