-- Promises an order's lines their stock. The caller holds the locks (lock_stock) and has
-- checked that there is enough.
--
-- The warehouse that was quoted gives what it has; what is missing comes from the others,
-- by priority, then by code. The price stays what was quoted. A warehouse that was active when
-- lock_stock counted it and is not any more comes last: the order was before that change.
create or replace function spindle.reserve_stock(
  p_tenant_id  text,
  p_order_id   uuid,
  p_expires_at timestamptz,  -- null: the hold never expires by itself
  p_actor      text
)
  returns void
  language plpgsql
as $$
declare
  v_lines  jsonb;
  v_wanted bigint;
  v_held   bigint;
begin
  select jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', l.quantity, 'warehouse', l.warehouse))
    into v_lines
    from spindle.order_lines l
   where l.tenant_id = p_tenant_id and l.order_id = p_order_id;

  with demand as materialized (
    select d.* from spindle.demand(p_tenant_id, v_lines) d
  ), supply as (
    select s.sku, s.warehouse, s.available, demand.quantity as needed,
           coalesce(sum(s.available) over (
             partition by s.sku
             order by w.status <> 'active', s.warehouse <> coalesce(demand.warehouse, ''),
                      w.priority, s.warehouse
             rows between unbounded preceding and 1 preceding), 0) as found_before
      from demand,
           lateral (select t.sku, t.warehouse, t.on_hand - t.reserved as available
                      from spindle.stock t
                     where t.tenant_id = p_tenant_id and t.sku = demand.sku and t.on_hand > t.reserved
                    offset 0) s
      join spindle.warehouses w on w.tenant_id = p_tenant_id and w.warehouse = s.warehouse
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
  ), moved as (
    insert into spindle.stock_movements
           (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
    select p_tenant_id, taken.sku, taken.warehouse, 'reserve', 0, taken.quantity, p_order_id,
           'order placed', p_actor, spindle.clock()
      from taken
     order by taken.sku, taken.warehouse
    returning reserved_change
  )
  select (select sum(demand.quantity) from demand), (select sum(moved.reserved_change) from moved)
    into v_wanted, v_held;

  assert v_held = v_wanted, 'an order holds all that it has sold';
end;
$$;
