-- A shopper's cart. Answers one of
--   {"outcome": "found", "cart": {…}, "context": {…}}   also when it has become an order
--   {"outcome": "not_found"}                            also for somebody else's cart
--   {"outcome": "cart_merged", "into": uuid}, {"outcome": "cart_expired"}
create or replace function spindle.cart_view(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin, who sees every cart of the tenant
  p_cart_token  text,
  p_cart_id     uuid
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
      (select coalesce(
                case when c.status <> 'closed' then spindle.cart_refusal(c) end,
                jsonb_build_object('outcome', 'found') || spindle.cart_json(c.tenant_id, c.cart_id, null))
         from spindle.carts c
        where c.tenant_id = p_tenant_id
          and c.cart_id = p_cart_id
          and (p_customer_id is null and p_cart_token is null
               or spindle.is_owner(c.customer_id, c.token_hash, p_customer_id, p_cart_token))),
      jsonb_build_object('outcome', 'not_found')));
end;
$$;

grant execute on function spindle.cart_view to spindle_component;
