-- A shopper's checkout. Answers {"outcome": "found", "checkout": {…}, "cart": {…},
-- "context": {…}, "order": {…} or null}, or {"outcome": "not_found"}.
create or replace function spindle.checkout_view(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_checkout_id uuid
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
      (select jsonb_build_object('outcome', 'found') || spindle.checkout_json(k.tenant_id, k.checkout_id)
         from spindle.checkouts k
         join spindle.carts c using (tenant_id, cart_id)
        where k.tenant_id = p_tenant_id
          and k.checkout_id = p_checkout_id
          and spindle.is_owner(c.customer_id, c.token_hash, p_customer_id, p_cart_token)),
      jsonb_build_object('outcome', 'not_found')));
end;
$$;

grant execute on function spindle.checkout_view to spindle_component;
