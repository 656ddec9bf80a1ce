-- Keeps what the shopper wants to say with a cart, instead of what was said before.
--
-- Answers {"outcome": "saved", "cart": {…}, "context": {…}}, or what lock_cart refuses.
create or replace function spindle.save_cart_notes(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_cart_id     uuid,
  p_version     bigint,
  p_notes       text  -- at most 2000 characters; empty: nothing
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

  update spindle.carts c
     set notes = nullif(p_notes, '')
   where c.tenant_id = p_tenant_id and c.cart_id = p_cart_id;

  return spindle.touch_cart(p_tenant_id, p_cart_id, 'saved');
end;
$$;

grant execute on function spindle.save_cart_notes to spindle_component;
