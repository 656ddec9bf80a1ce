-- Gives back a part of what an order holds (while it is PENDING) or has taken: it is as if it had never
-- had it. What came from several warehouses goes back in the reverse order of their codes. The caller
-- holds the locks (lock_edit_stock).
create or replace function spindle.take_less(
  p_order  spindle.orders,
  p_change jsonb,  -- [{"sku", "quantity"}]; what is not negative is left out
  p_actor  text
)
  returns void
  language plpgsql
as $$
declare
  v_is_held  boolean := p_order.status = 'PENDING';
  v_unwanted bigint;
  v_moved    bigint;
begin
  with unwanted as materialized (
    select c.sku, -c.quantity as quantity
      from jsonb_to_recordset(p_change) as c(sku text, quantity bigint)
     where c.quantity < 0
  ), had as (
    select r.sku, r.warehouse, r.quantity - r.returned as quantity, unwanted.quantity as too_many,
           coalesce(sum(r.quantity - r.returned) over (
             partition by r.sku order by r.warehouse desc
             rows between unbounded preceding and 1 preceding), 0) as before
      from spindle.reservations r
      join unwanted using (sku)
     where r.tenant_id = p_order.tenant_id and r.order_id = p_order.order_id
       and r.status = case when v_is_held then 'held' else 'committed' end
  ), given as materialized (
    select had.sku, had.warehouse, least(had.quantity, had.too_many - had.before) as quantity
      from had
     where had.before < had.too_many
  ), reserved as (
    -- A row always has a quantity: one that has nothing any more is released.
    update spindle.reservations r
       set quantity   = case when r.quantity = given.quantity then r.quantity else r.quantity - given.quantity end,
           status     = case when r.quantity = given.quantity then 'released' else r.status end,
           expires_at = case when r.quantity = given.quantity then null else r.expires_at end
      from given
     where r.tenant_id = p_order.tenant_id and r.order_id = p_order.order_id
       and r.sku = given.sku and r.warehouse = given.warehouse
  ), moved as (
    update spindle.stock s
       set reserved = s.reserved - case when v_is_held then given.quantity else 0 end,
           on_hand  = s.on_hand + case when v_is_held then 0 else given.quantity end
      from given
     where s.tenant_id = p_order.tenant_id and s.sku = given.sku and s.warehouse = given.warehouse
    returning s.sku, s.warehouse, given.quantity
  ), noted as (
    insert into spindle.stock_movements
           (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
    select p_order.tenant_id, moved.sku, moved.warehouse,
           case when v_is_held then 'release' else 'return' end,
           case when v_is_held then 0 else moved.quantity end,
           case when v_is_held then -moved.quantity else 0 end,
           p_order.order_id, 'order edited', p_actor, spindle.clock()
      from moved
     order by moved.sku, moved.warehouse
    returning on_hand_change - reserved_change as quantity
  )
  select (select sum(unwanted.quantity) from unwanted), (select sum(noted.quantity) from noted)
    into v_unwanted, v_moved;

  assert v_moved is not distinct from v_unwanted, 'an order gives back all that an edit took';
end;
$$;
