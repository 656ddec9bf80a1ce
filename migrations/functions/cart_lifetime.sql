-- When a cart ends if nobody writes to it any more: soon while it is empty, else after the
-- days that the tenant gives to carts of guests and of customers.
create or replace function spindle.cart_lifetime(p_cart spindle.carts)
  returns timestamptz
  language plpgsql
  stable
as $$
begin
  return (
    select spindle.clock() + case
             when not exists (select from spindle.cart_lines l
                               where l.tenant_id = p_cart.tenant_id and l.cart_id = p_cart.cart_id)
               then t.empty_cart_hours * interval '1 hour'
             when p_cart.customer_id is null then t.guest_cart_days * interval '1 day'
             else t.customer_cart_days * interval '1 day'
           end
      from spindle.tenants t
     where t.tenant_id = p_cart.tenant_id);
end;
$$;
