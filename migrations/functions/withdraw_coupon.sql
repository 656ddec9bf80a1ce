-- Takes a coupon out of a cart.
--
-- Answers {"outcome": "withdrawn", "cart": {…}, "context": {…}},
-- {"outcome": "unknown_coupon"}, or what lock_cart refuses.
create or replace function spindle.withdraw_coupon(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_cart_id     uuid,
  p_version     bigint,
  p_code        text  -- upper case
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_refusal jsonb := spindle.lock_cart(p_tenant_id, p_customer_id, p_cart_token, p_cart_id, p_version);
begin
  if v_refusal is not null then
    return v_refusal;
  end if;

  delete from spindle.cart_coupons k
   where k.tenant_id = p_tenant_id
     and k.cart_id = p_cart_id
     and k.code = p_code;

  if not found then
    return jsonb_build_object('outcome', 'unknown_coupon');
  end if;

  return spindle.touch_cart(p_tenant_id, p_cart_id, 'withdrawn');
end;
$$;

grant execute on function spindle.withdraw_coupon to spindle_component;
