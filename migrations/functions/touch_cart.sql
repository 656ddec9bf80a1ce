-- Ends a write to a cart: its version grows and its life begins anew. Returns it with the
-- outcome's name.
--
-- expires_at is indexed: it moves only when it moves by more than an hour, so that most
-- writes touch no index.
create or replace function spindle.touch_cart(p_tenant_id text, p_cart_id uuid, p_outcome text)
  returns jsonb
  language plpgsql
as $$
begin
  update spindle.carts c
     set version = c.version + 1,
         updated_at = spindle.clock(),
         expires_at = case
           when l.until between c.expires_at - interval '1 hour' and c.expires_at + interval '1 hour'
             then c.expires_at
           else l.until
         end
    from (select spindle.cart_lifetime(k) as until
            from spindle.carts k
           where k.tenant_id = p_tenant_id and k.cart_id = p_cart_id) l
   where c.tenant_id = p_tenant_id
     and c.cart_id = p_cart_id;

  return jsonb_build_object('outcome', p_outcome) || spindle.cart_json(p_tenant_id, p_cart_id, null);
end;
$$;
