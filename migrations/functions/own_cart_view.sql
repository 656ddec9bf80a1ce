-- The open cart that a customer wrote to last: what is gone on with on another device. Answers one of
--   {"outcome": "found", "cart": {…}, "context": {…}}
--   {"outcome": "not_found"}
create or replace function spindle.own_cart_view(p_tenant_id text, p_customer_id uuid)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(
      (select jsonb_build_object('outcome', 'found') || spindle.cart_json(c.tenant_id, c.cart_id, null)
         from spindle.carts c
        where c.tenant_id = p_tenant_id
          and c.customer_id = p_customer_id
          and c.status = 'open'
          and c.expires_at > spindle.clock()
        order by c.updated_at desc, c.cart_id
        limit 1),
      jsonb_build_object('outcome', 'not_found')));
end;
$$;

grant execute on function spindle.own_cart_view to spindle_component;
