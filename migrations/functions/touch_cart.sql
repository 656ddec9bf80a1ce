-- Ends a write to a cart: its version grows. Returns it with the outcome's name.
create or replace function spindle.touch_cart(p_tenant_id text, p_cart_id uuid, p_outcome text)
  returns jsonb
  language plpgsql
as $$
begin
  update spindle.carts c
     set version = c.version + 1,
         updated_at = spindle.clock()
   where c.tenant_id = p_tenant_id
     and c.cart_id = p_cart_id;

  return jsonb_build_object('outcome', p_outcome) || spindle.cart_json(p_tenant_id, p_cart_id, null);
end;
$$;
