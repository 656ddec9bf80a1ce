-- A page of the shop's goods as an import takes them, in order of their skus.
--
-- Answers {"outcome": "listed", "columns": ["sku", …, "price:USD", "stock:MAIN"], "rows": [{…}, …],
--          "next": sku or null}, or {"outcome": "unknown_tenant"}. Prices are those that an import writes: of the tenant's list, for
-- one piece, for everybody, from everywhere, for ever.
create or replace function spindle.export_view(p_tenant_id text, p_after text, p_limit bigint)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_list       text;
  v_currencies text[] := spindle.currencies_known(p_tenant_id);
  v_skus       text[];
begin
  select t.price_list into v_list from spindle.tenants t where t.tenant_id = p_tenant_id;
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  select array_agg(page.sku order by page.sku) into v_skus
    from (select v.sku from spindle.variants v
           where v.tenant_id = p_tenant_id and (p_after is null or v.sku > p_after)
           order by v.sku
           limit p_limit + 1) page;

  return jsonb_build_object(
    'outcome', 'listed',
    'columns', to_jsonb(array['sku', 'product_id', 'product_name', 'description', 'categories',
        'product_attributes', 'tax_class', 'product_status', 'variant_name', 'attributes',
        'weight_grams', 'status'])
      || coalesce((select jsonb_agg('price:' || c order by c) from unnest(v_currencies) c), '[]')
      || coalesce((select jsonb_agg('stock:' || w.warehouse order by w.warehouse)
                     from spindle.warehouses w where w.tenant_id = p_tenant_id), '[]'),
    'rows', coalesce((
      select jsonb_agg(jsonb_build_object(
               'sku', v.sku, 'product_id', p.product_id, 'product_name', p.name,
               'description', p.description, 'categories', to_jsonb(p.categories),
               'product_attributes', p.attributes, 'tax_class', p.tax_class, 'product_status', p.status,
               'variant_name', v.name, 'attributes', v.attributes, 'weight_grams', v.weight_grams,
               'status', v.status)
               || coalesce((
                 select jsonb_object_agg('price:' || r.currency,
                          round(r.amount_minor / 10::numeric ^ spindle.currency_exponent(r.currency),
                                spindle.currency_exponent(r.currency))::text)
                   from spindle.prices r
                  where r.tenant_id = v.tenant_id and r.sku = v.sku and r.list = v_list
                    and r.currency = any(v_currencies) and r.min_quantity = 1 and r.segment is null
                    and r.vip_level is null and r.warehouse is null and r.valid_from is null), '{}')
               || coalesce((
                 select jsonb_object_agg('stock:' || s.warehouse, s.on_hand)
                   from spindle.stock s
                  where s.tenant_id = v.tenant_id and s.sku = v.sku), '{}')
             order by v.sku)
        from spindle.variants v
        join spindle.products p on p.tenant_id = v.tenant_id and p.product_id = v.product_id
       where v.tenant_id = p_tenant_id and v.sku = any(v_skus[:p_limit])), '[]'),
    'next', case when cardinality(v_skus) > p_limit then v_skus[p_limit] end);
end;
$$;

grant execute on function spindle.export_view to spindle_component;
