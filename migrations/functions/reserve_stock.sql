-- Promises an order's lines their stock. The caller holds the locks (lock_stock)
-- and has checked that there is enough.
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
  with held as (
    insert into spindle.reservations (tenant_id, order_id, sku, quantity, status, expires_at)
    select p_tenant_id, p_order_id, l.sku, sum(l.quantity), 'held', p_expires_at
      from spindle.order_lines l
     where l.tenant_id = p_tenant_id and l.order_id = p_order_id
     group by l.sku
    returning sku, quantity
  ), taken as (
    update spindle.stock s
       set reserved = s.reserved + held.quantity
      from held
     where s.tenant_id = p_tenant_id and s.sku = held.sku
    returning s.sku, held.quantity
  )
  insert into spindle.stock_movements
         (tenant_id, sku, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
  select p_tenant_id, taken.sku, 'reserve', 0, taken.quantity, p_order_id,
         'order placed', p_actor, spindle.clock()
    from taken
   order by taken.sku;
end;
$$;
