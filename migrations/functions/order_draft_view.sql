-- What an order that comes in one call needs to be priced: its items become lines, one per sku.
--
-- Answers one of
--   {"outcome": "found", "context": {…}}
--   {"outcome": "unknown_tenant"}, what currency_refusal says
--   {"outcome": "refused", "items": [{"position": 0, "outcome": "unknown_item"}, …]}
--   {"outcome": "too_many_lines", "limit": 200}, {"outcome": "too_many_coupons", "limit": 10}
--   {"outcome": "quantity_too_large", "sku": "MUG-350", "limit": 9999}
--   {"outcome": "unknown_shipping_method", "code": "DRONE"}
--   what place_direct_order has answered under this key before
--
-- Not stable: it waits for an earlier request under the same key (first_answer).
create or replace function spindle.order_draft_view(
  p_tenant_id       text,
  p_customer_id     uuid,
  p_request         jsonb,
  p_items           jsonb,  -- [{"sku" or "product_id", "variant_id"?, "quantity"}, …]
  p_coupons         jsonb,  -- ["SUMMER10", …], upper case
  p_shipping_method text,
  p_currency        text,   -- null: the tenant's
  p_destination     jsonb   -- {"country", "region"}
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_tenant   spindle.tenants;
  v_currency text;
  v_refused  jsonb;
  v_lines    jsonb;
  v_too_many record;
  v_answer   jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  select t.* into v_tenant from spindle.tenants t where t.tenant_id = p_tenant_id;
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  v_currency := coalesce(p_currency, v_tenant.currency);
  v_answer := spindle.currency_refusal(v_tenant, v_currency);
  if v_answer is not null then
    return v_answer;
  elsif jsonb_array_length(p_coupons) > v_tenant.coupon_limit then
    return jsonb_build_object('outcome', 'too_many_coupons', 'limit', v_tenant.coupon_limit);
  elsif not exists (
    select from spindle.shipping_methods m
     where m.tenant_id = p_tenant_id and m.code = p_shipping_method and m.status = 'active'
  ) then
    return jsonb_build_object('outcome', 'unknown_shipping_method', 'code', p_shipping_method);
  end if;

  with item as (
    select position, variant->>'outcome' as outcome, variant->>'sku' as sku, (item->>'quantity')::bigint as quantity
      from jsonb_array_elements(p_items) with ordinality as i(item, position),
           lateral (select spindle.sellable_variant(p_tenant_id, v_currency, item) as variant) found
  ), line as (
    select sku, sum(quantity) as quantity, min(position) as position
      from item
     where outcome = 'sellable'
     group by sku
  )
  select (select jsonb_agg(jsonb_build_object('position', position - 1, 'outcome', outcome) order by position)
            from item where outcome <> 'sellable'),
         (select jsonb_agg(jsonb_build_object(
                   'line_id', gen_random_uuid(), 'sku', sku, 'quantity', quantity) order by position)
            from line)
    into v_refused, v_lines;

  if v_refused is not null then
    return jsonb_build_object('outcome', 'refused', 'items', v_refused);
  elsif jsonb_array_length(v_lines) > v_tenant.line_limit then
    return jsonb_build_object('outcome', 'too_many_lines', 'limit', v_tenant.line_limit);
  end if;

  select l.sku into v_too_many
    from jsonb_to_recordset(v_lines) as l(sku text, quantity bigint)
   where l.quantity > v_tenant.quantity_limit
   limit 1;
  if found then
    return jsonb_build_object(
      'outcome', 'quantity_too_large', 'sku', v_too_many.sku, 'limit', v_tenant.quantity_limit);
  end if;

  return jsonb_build_object('outcome', 'found', 'context', spindle.quote_context(
    p_tenant_id, v_currency, p_customer_id, v_lines, p_coupons, p_shipping_method, p_destination));
end;
$$;

grant execute on function spindle.order_draft_view to spindle_component;
