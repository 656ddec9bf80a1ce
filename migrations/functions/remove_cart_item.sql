-- Takes a line out of a cart.
--
-- Answers {"outcome": "removed", "cart": {…}, "context": {…}}, {"outcome": "unknown_line"},
-- or what lock_cart refuses.
create or replace function spindle.remove_cart_item(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_cart_id     uuid,
  p_version     bigint,
  p_line_id     uuid
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
   where l.tenant_id = p_tenant_id
     and l.cart_id = p_cart_id
     and l.line_id = p_line_id;

  if not found then
    return jsonb_build_object('outcome', 'unknown_line');
  end if;

  return spindle.touch_cart(p_tenant_id, p_cart_id, 'removed');
end;
$$;

grant execute on function spindle.remove_cart_item to spindle_component;
