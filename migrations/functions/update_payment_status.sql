-- Brings an order's payment_status to what its transactions say. The caller holds the order's lock.
create or replace function spindle.update_payment_status(p_tenant_id text, p_order_id uuid)
  returns void
  language plpgsql
as $$
begin
  update spindle.orders o
     set payment_status = spindle.payment_status_of(p_tenant_id, p_order_id), updated_at = spindle.clock()
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;
end;
$$;
