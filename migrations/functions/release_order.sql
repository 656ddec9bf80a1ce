-- Gives back everything that a dead order still has: stock, held or taken, and campaign uses. What
-- was given back before stays as it is.
--
-- Locks: stock by sku and warehouse, campaigns in order of their ids.
create or replace function spindle.release_order(
  p_tenant_id text,
  p_order_id  uuid,
  p_reason    text,
  p_actor     text
)
  returns void
  language plpgsql
as $$
begin
  -- An order holds, or it has taken; only while it is being edited could it do both.
  perform 1
     from spindle.stock s
     join spindle.reservations r using (tenant_id, sku, warehouse)
    where r.tenant_id = p_tenant_id and r.order_id = p_order_id
    order by s.sku, s.warehouse
      for update of s;

  perform spindle.end_reservations(p_tenant_id, p_order_id, 'released', p_reason, p_actor);
  perform spindle.take_back(p_tenant_id, p_order_id, null, p_reason, p_actor);
  perform spindle.return_campaigns(p_tenant_id, p_order_id);
end;
$$;
