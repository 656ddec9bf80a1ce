-- Locks a cart for a write of its owner and says why it cannot be written, or null when it can:
--   {"outcome": "not_found"}                    no such cart, or not the caller's
--   {"outcome": "cart_closed"}                  it has become an order
--   {"outcome": "cart_merged", "into": uuid}    what was in it is in another cart now
--   {"outcome": "cart_expired"}                 nobody wrote to it for too long
--   {"outcome": "stale_version", "version": 7}  somebody wrote since p_version was read
create or replace function spindle.lock_cart(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_cart_id     uuid,
  p_version     bigint  -- null: any
)
  returns jsonb
  language plpgsql
as $$
declare
  v_cart spindle.carts;
begin
  select c.*
    into v_cart
    from spindle.carts c
   where c.tenant_id = p_tenant_id
     and c.cart_id = p_cart_id
     and spindle.is_owner(c.customer_id, c.token_hash, p_customer_id, p_cart_token)
     for update;

  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;

  return coalesce(
    spindle.cart_refusal(v_cart),
    case when v_cart.version <> p_version
         then jsonb_build_object('outcome', 'stale_version', 'version', v_cart.version)
    end);
end;
$$;
