-- Empties a cart: its lines, coupons and notes are gone, the cart stays.
--
-- Answers {"outcome": "cleared", "cart": {…}, "context": {…}}, or what lock_cart refuses.
create or replace function spindle.clear_cart(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_cart_id     uuid,
  p_version     bigint
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

  delete from spindle.cart_lines l
   where l.tenant_id = p_tenant_id and l.cart_id = p_cart_id;

  delete from spindle.cart_coupons k
   where k.tenant_id = p_tenant_id and k.cart_id = p_cart_id;

  update spindle.carts c
     set notes = null
   where c.tenant_id = p_tenant_id and c.cart_id = p_cart_id and c.notes is not null;

  return spindle.touch_cart(p_tenant_id, p_cart_id, 'cleared');
end;
$$;

grant execute on function spindle.clear_cart to spindle_component;
