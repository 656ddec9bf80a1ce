-- Why a cart is over, or null while it is open:
--   {"outcome": "cart_closed"}, {"outcome": "cart_merged", "into": uuid}, {"outcome": "cart_expired"}
-- A cart is over when its time is, not when the sweep finds it.
create or replace function spindle.cart_refusal(p_cart spindle.carts)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return case
    when p_cart.status = 'closed' then jsonb_build_object('outcome', 'cart_closed')
    when p_cart.status = 'merged'
      then jsonb_build_object('outcome', 'cart_merged', 'into', p_cart.merged_into)
    when p_cart.status = 'expired' or p_cart.expires_at <= spindle.clock()
      then jsonb_build_object('outcome', 'cart_expired')
  end;
end;
$$;
