-- Locks the order that a reference names and returns it as it is under the lock; all null when
-- there is none, or when it is somebody else's (own_order).
create or replace function spindle.lock_order(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin
  p_cart_token  text,
  p_reference   text
)
  returns spindle.orders
  language plpgsql
as $$
declare
  v_order spindle.orders;
begin
  select o.* into v_order
    from spindle.orders o
   where o.tenant_id = p_tenant_id
     and o.order_id = spindle.own_order(p_tenant_id, p_customer_id, p_cart_token, p_reference)
     for update;

  return v_order;
end;
$$;
