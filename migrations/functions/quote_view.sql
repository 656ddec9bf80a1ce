-- What a quote needs for items that are in no cart. Answers one of
--   {"outcome": "found", "context": {…}}    lines are numbered as they came
--   {"outcome": "unknown_tenant"}
--   what currency_refusal says
--   {"outcome": "refused", "items": [{"position": 0, "outcome": "unknown_item"}, …]}
create or replace function spindle.quote_view(
  p_tenant_id       text,
  p_customer_id     uuid,   -- null: anonymous
  p_items           jsonb,  -- [{"sku" or "product_id", "variant_id"?, "quantity"}, …]
  p_coupons         jsonb,  -- ["SUMMER10", …], upper case
  p_shipping_method text,
  p_currency        text,   -- null: the tenant's
  p_destination     jsonb   -- {"country", "region"}; null: the tenant's home
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_tenant   spindle.tenants;
  v_currency text;
  v_refused  jsonb;
  v_lines    jsonb;
begin
  select t.* into v_tenant from spindle.tenants t where t.tenant_id = p_tenant_id;
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  v_currency := coalesce(p_currency, v_tenant.currency);
  v_refused := spindle.currency_refusal(v_tenant, v_currency);
  if v_refused is not null then
    return v_refused;
  end if;

  select jsonb_agg(jsonb_build_object('position', position - 1, 'outcome', found.variant->>'outcome')
                   order by position) filter (where found.variant->>'outcome' <> 'sellable'),
         jsonb_agg(jsonb_build_object(
                     'line_id',  lpad(to_hex(position), 32, '0')::uuid,
                     'sku',      found.variant->>'sku',
                     'quantity', item->'quantity') order by position)
    into v_refused, v_lines
    from jsonb_array_elements(p_items) with ordinality as i(item, position),
         lateral (select spindle.sellable_variant(p_tenant_id, v_currency, item) as variant) found;

  if v_refused is not null then
    return jsonb_build_object('outcome', 'refused', 'items', v_refused);
  end if;

  return jsonb_build_object('outcome', 'found', 'context', spindle.quote_context(
    p_tenant_id, v_currency, p_customer_id, v_lines, p_coupons, p_shipping_method,
    coalesce(p_destination, '{}')));
end;
$$;

grant execute on function spindle.quote_view to spindle_component;
