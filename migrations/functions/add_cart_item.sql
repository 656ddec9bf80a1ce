-- Puts an item into a cart. A sku that is there already gets the sum.
--
-- Answers one of
--   {"outcome": "added", "cart": {…}, "context": {…}}
--   {"outcome": "unknown_item"}, {"outcome": "variant_required"}
--   {"outcome": "too_many_lines", "limit": 200}
--   {"outcome": "quantity_too_large", "limit": 9999}
--   what lock_cart refuses; {"outcome": "key_reused"}
--
-- Locks: the idempotency key, then the cart.
create or replace function spindle.add_cart_item(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_request     jsonb,
  p_cart_id     uuid,
  p_version     bigint,
  p_item        jsonb,  -- {"sku"} or {"product_id", "variant_id"?}
  p_quantity    bigint
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_answer  jsonb := spindle.first_answer(p_tenant_id, p_request);
  v_variant jsonb;
  v_line    record;
begin
  if v_answer is not null then
    return v_answer;
  end if;

  v_answer := spindle.lock_cart(p_tenant_id, p_customer_id, p_cart_token, p_cart_id, p_version);

  if v_answer is null then
    v_variant := spindle.sellable_variant(
      p_tenant_id,
      (select c.currency from spindle.carts c where c.tenant_id = p_tenant_id and c.cart_id = p_cart_id),
      p_item);

    select t.line_limit, t.quantity_limit,
           count(l.line_id) as lines,
           min(l.line_id::text) filter (where l.sku = v_variant->>'sku')::uuid as line_id,
           coalesce(min(l.quantity) filter (where l.sku = v_variant->>'sku'), 0) as quantity
      into v_line
      from spindle.tenants t
      left join spindle.cart_lines l on l.tenant_id = t.tenant_id and l.cart_id = p_cart_id
     where t.tenant_id = p_tenant_id
     group by t.tenant_id;

    v_answer := case
      when v_variant->>'outcome' <> 'sellable' then v_variant
      when v_line.line_id is null and v_line.lines >= v_line.line_limit
        then jsonb_build_object('outcome', 'too_many_lines', 'limit', v_line.line_limit)
      when v_line.quantity + p_quantity > v_line.quantity_limit
        then jsonb_build_object('outcome', 'quantity_too_large', 'limit', v_line.quantity_limit)
    end;
  end if;

  if v_answer is null then
    insert into spindle.cart_lines as l (tenant_id, cart_id, line_id, sku, quantity, added_at)
    values (p_tenant_id, p_cart_id, coalesce(v_line.line_id, gen_random_uuid()),
            v_variant->>'sku', p_quantity, spindle.clock())
    on conflict (tenant_id, cart_id, line_id) do update
       set quantity = l.quantity + excluded.quantity;

    v_answer := spindle.touch_cart(p_tenant_id, p_cart_id, 'added');
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.add_cart_item to spindle_component;
