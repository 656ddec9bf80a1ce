-- What a product costs whom: a context with a line for each active variant (at most 200), or for
-- the one that p_choice names. p_choice is
--   {"quantity", "variant_id"?, "sku"?, "vip_level"?, "segment"?, "currency"?}
-- Without a level and a segment it is for p_customer_id, who may be nobody. Only admins may ask
-- for a level or a segment that is not their own.
--
-- Answers one of
--   {"outcome": "found", "context": {…}}
--   {"outcome": "not_found"}     no such product, none that is active, or no such variant
--   what currency_refusal says
--   {"outcome": "not_yours"}
create or replace function spindle.pricing_view(
  p_tenant_id   text,
  p_customer_id uuid,
  p_is_admin    boolean,
  p_product_id  uuid,
  p_choice      jsonb
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_level    text := p_choice->>'vip_level';
  v_segment  text := p_choice->>'segment';
  v_customer jsonb := spindle.customer_json(p_tenant_id, p_customer_id);
  v_tenant   spindle.tenants;
  v_currency text;
  v_refusal  jsonb;
  v_lines    jsonb;
begin
  select t.* into v_tenant from spindle.tenants t where t.tenant_id = p_tenant_id;
  v_currency := coalesce(p_choice->>'currency', v_tenant.currency);
  v_refusal := spindle.currency_refusal(v_tenant, v_currency);

  select jsonb_agg(jsonb_build_object(
           'line_id', v.variant_id, 'sku', v.sku, 'quantity', p_choice->'quantity', 'all_tiers', true)
         order by v.sku)
    into v_lines
    from (select v.variant_id, v.sku
            from spindle.variants v
            join spindle.products p using (tenant_id, product_id)
           where v.tenant_id = p_tenant_id
             and v.product_id = p_product_id
             and v.status = 'active'
             and p.status = 'active'
             and (p_choice->>'variant_id' is null or v.variant_id = (p_choice->>'variant_id')::uuid)
             and (p_choice->>'sku' is null or v.sku = p_choice->>'sku')
           order by v.sku
           limit 200) v;

  if v_lines is null then
    return jsonb_build_object('outcome', 'not_found');
  elsif v_refusal is not null then
    return v_refusal;
  elsif p_is_admin and (v_level is not null or v_segment is not null) then
    v_customer := jsonb_build_object(
      'id', '00000000-0000-0000-0000-000000000000',
      'vip_level', v_level,
      'segments', to_jsonb(array_remove(array[v_segment], null)),
      'orders_placed', 0);
  elsif v_level <> coalesce(v_customer->>'vip_level', '')
     or v_segment is not null and not coalesce(v_customer->'segments' ? v_segment, false) then
    return jsonb_build_object('outcome', 'not_yours');
  end if;

  return jsonb_build_object('outcome', 'found', 'context', spindle.context_json(
    p_tenant_id, v_currency, v_customer, v_lines, '[]', null, null));
end;
$$;

grant execute on function spindle.pricing_view to spindle_component;
