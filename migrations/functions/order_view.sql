-- One order by id or by order number. Answers {"outcome": "found", "order": {…}} or
-- {"outcome": "not_found"}, also for somebody else's order.
create or replace function spindle.order_view(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin, who sees every order of the tenant
  p_cart_token  text,
  p_reference   text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(
      (select jsonb_build_object('outcome', 'found', 'order', spindle.order_json(o.tenant_id, o.order_id))
         from spindle.orders o
        where o.tenant_id = p_tenant_id
          and case when p_reference ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
                   then o.order_id = p_reference::uuid
                   else o.order_number = p_reference
              end
          and (p_customer_id is null and p_cart_token is null
               or spindle.is_owner(o.customer_id, o.token_hash, p_customer_id, p_cart_token))),
      jsonb_build_object('outcome', 'not_found')));
end;
$$;

grant execute on function spindle.order_view to spindle_component;
