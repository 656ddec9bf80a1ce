-- Gives an order more stock than it has: held while it is PENDING, as long as what it holds already,
-- else taken. The caller holds the locks (lock_edit_stock) and has checked that there is enough. Which
-- warehouse gives what is decided as in reserve_stock.
create or replace function spindle.take_more(
  p_order  spindle.orders,
  p_change jsonb,  -- [{"sku", "quantity", "warehouse"}]; what is not positive is left out
  p_actor  text
)
  returns void
  language plpgsql
as $$
declare
  v_is_held    boolean := p_order.status = 'PENDING';
  v_expires_at timestamptz;
  v_wanted     bigint;
  v_moved      bigint;
begin
  select min(r.expires_at) into v_expires_at
    from spindle.reservations r
   where r.tenant_id = p_order.tenant_id and r.order_id = p_order.order_id and r.status = 'held';

  with demand as materialized (
    select c.* from jsonb_to_recordset(p_change) as c(sku text, quantity bigint, warehouse text) where c.quantity > 0
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
                     where t.tenant_id = p_order.tenant_id and t.sku = demand.sku and t.on_hand > t.reserved
                    offset 0) s
      join spindle.warehouses w on w.tenant_id = p_order.tenant_id and w.warehouse = s.warehouse
  ), taken as materialized (
    select supply.sku, supply.warehouse, least(supply.available, supply.needed - supply.found_before) as quantity
      from supply
     where supply.found_before < supply.needed
  ), reserved as (
    insert into spindle.reservations as r (tenant_id, order_id, sku, warehouse, quantity, status, expires_at)
    select p_order.tenant_id, p_order.order_id, taken.sku, taken.warehouse, taken.quantity,
           case when v_is_held then 'held' else 'committed' end, v_expires_at
      from taken
    on conflict (tenant_id, order_id, sku, warehouse) do update
       set quantity   = excluded.quantity + case r.status when 'released' then 0 else r.quantity end,
           status     = excluded.status,
           expires_at = excluded.expires_at
  ), moved as (
    update spindle.stock s
       set reserved = s.reserved + case when v_is_held then taken.quantity else 0 end,
           on_hand  = s.on_hand - case when v_is_held then 0 else taken.quantity end
      from taken
     where s.tenant_id = p_order.tenant_id and s.sku = taken.sku and s.warehouse = taken.warehouse
    returning s.sku, s.warehouse, taken.quantity
  ), noted as (
    insert into spindle.stock_movements
           (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
    select p_order.tenant_id, moved.sku, moved.warehouse,
           case when v_is_held then 'reserve' else 'commit' end,
           case when v_is_held then 0 else -moved.quantity end,
           case when v_is_held then moved.quantity else 0 end,
           p_order.order_id, 'order edited', p_actor, spindle.clock()
      from moved
     order by moved.sku, moved.warehouse
    returning abs(on_hand_change) + reserved_change as quantity
  )
  select (select sum(demand.quantity) from demand), (select sum(noted.quantity) from noted)
    into v_wanted, v_moved;

  assert v_moved is not distinct from v_wanted, 'an order gets all that an edit added';
end;
$$;
