-- The order that a reference names, by id or by order number; null when there is none, or when it is
-- somebody else's. Both owners null: an admin, who sees every order of the tenant.
create or replace function spindle.own_order(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_reference   text
)
  returns uuid
  language plpgsql
  stable
as $$
begin
  return (
    select o.order_id
      from spindle.orders o
     where o.tenant_id = p_tenant_id
       and case when p_reference ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
                then o.order_id = p_reference::uuid
                else o.order_number = p_reference
           end
       and (p_customer_id is null and p_cart_token is null
            or spindle.is_owner(o.customer_id, o.token_hash, p_customer_id, p_cart_token)));
end;
$$;
