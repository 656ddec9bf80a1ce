-- Sets the quantity of a line.
--
-- Answers {"outcome": "changed", "cart": {…}, "context": {…}}, {"outcome": "unknown_line"},
-- {"outcome": "quantity_too_large", "limit": 9999}, or what lock_cart refuses. Setting is repeatable by nature: no key is needed.
create or replace function spindle.change_cart_item(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_cart_id     uuid,
  p_version     bigint,
  p_line_id     uuid,
  p_quantity    bigint
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_refusal jsonb := spindle.lock_cart(p_tenant_id, p_customer_id, p_cart_token, p_cart_id, p_version);
  v_limit   bigint := (select t.quantity_limit from spindle.tenants t where t.tenant_id = p_tenant_id);
begin
  if v_refusal is not null then
    return v_refusal;
  elsif p_quantity > v_limit then
    return jsonb_build_object('outcome', 'quantity_too_large', 'limit', v_limit);
  end if;

  update spindle.cart_lines l
     set quantity = p_quantity
   where l.tenant_id = p_tenant_id
     and l.cart_id = p_cart_id
     and l.line_id = p_line_id;

  if not found then
    return jsonb_build_object('outcome', 'unknown_line');
  end if;

  return spindle.touch_cart(p_tenant_id, p_cart_id, 'changed');
end;
$$;

grant execute on function spindle.change_cart_item to spindle_component;
