-- Ends what an order still holds: committed (the goods are sold and leave on_hand)
-- or released (they can be sold again). What was ended before stays as it is.
--
-- Locks the stock rows in order of sku and warehouse.
create or replace function spindle.end_reservations(
  p_tenant_id text,
  p_order_id  uuid,
  p_status    text,  -- 'committed' or 'released'
  p_reason    text,
  p_actor     text
)
  returns void
  language plpgsql
as $$
begin
  perform 1
     from spindle.stock s
     join spindle.reservations r using (tenant_id, sku, warehouse)
    where r.tenant_id = p_tenant_id and r.order_id = p_order_id and r.status = 'held'
    order by s.sku, s.warehouse
      for update of s;

  with ended as (
    update spindle.reservations r
       set status = p_status, expires_at = null
     where r.tenant_id = p_tenant_id and r.order_id = p_order_id and r.status = 'held'
    returning r.sku, r.warehouse, r.quantity
  ), moved as (
    update spindle.stock s
       set reserved = s.reserved - ended.quantity,
           on_hand  = s.on_hand - case p_status when 'committed' then ended.quantity else 0 end
      from ended
     where s.tenant_id = p_tenant_id and s.sku = ended.sku and s.warehouse = ended.warehouse
    returning s.sku, s.warehouse, ended.quantity
  )
  insert into spindle.stock_movements
         (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
  select p_tenant_id, moved.sku, moved.warehouse,
         case p_status when 'committed' then 'commit' else 'release' end,
         case p_status when 'committed' then -moved.quantity else 0 end,
         -moved.quantity, p_order_id, p_reason, p_actor, spindle.clock()
    from moved
   order by moved.sku, moved.warehouse;
end;
$$;
