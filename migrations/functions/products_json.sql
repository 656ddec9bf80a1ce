-- Products with their variants as the catalog shows them, in the order of p_ids: the list price
-- of one piece in the tenant's currency (null when there is none: what it costs somebody is for
-- a quote to say), what can be had right now, and of a bundle what is in it.
create or replace function spindle.products_json(
  p_tenant_id text,
  p_ids       uuid[],
  p_all       boolean  -- also what is not active
)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_now  timestamptz := spindle.clock();
  v_skus text[];
begin
  select array_agg(v.sku) into v_skus
    from spindle.variants v
   where v.tenant_id = p_tenant_id and v.product_id = any(p_ids);

  return (
    with levels as materialized (
      select * from spindle.stock_levels(p_tenant_id, v_skus)
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'id',          p.product_id,
      'name',        p.name,
      'description', p.description,
      'categories',  to_jsonb(p.categories),
      'attributes',  p.attributes,
      'tax_class',   p.tax_class,
      'status',      p.status,
      'version',     p.version,
      'currency',    t.currency,
      'created_at',  spindle.iso_time(p.created_at),
      'updated_at',  spindle.iso_time(p.updated_at),
      'variants',    coalesce((
        select jsonb_agg(jsonb_build_object(
                 'id',           v.variant_id,
                 'sku',          v.sku,
                 'name',         v.name,
                 'attributes',   v.attributes,
                 'weight_grams', v.weight_grams,
                 'status',       v.status,
                 'price_minor',  (
                   select r.amount_minor
                     from spindle.prices r
                    where r.tenant_id = v.tenant_id and r.sku = v.sku and r.currency = t.currency
                      and r.list = t.price_list and r.min_quantity = 1
                      and r.segment is null and r.vip_level is null and r.warehouse is null
                      and (r.valid_from is null or r.valid_from <= v_now)
                      and (r.valid_until is null or r.valid_until > v_now)
                    order by r.valid_from desc nulls last
                    limit 1),
                 'available',    l.available,
                 'low_stock',    l.is_low,
                 'components',   (
                   select coalesce(jsonb_agg(jsonb_build_object(
                            'sku', b.component_sku, 'quantity', b.quantity) order by b.component_sku), '[]')
                     from spindle.bundle_components b
                    where b.tenant_id = v.tenant_id and b.bundle_sku = v.sku))
               order by v.sku)
          from spindle.variants v
          join levels l on l.sku = v.sku
         where v.tenant_id = p.tenant_id
           and v.product_id = p.product_id
           and (p_all or v.status = 'active')), '[]')) order by wanted.position), '[]')
      from unnest(p_ids) with ordinality as wanted(product_id, position)
      join spindle.products p on p.tenant_id = p_tenant_id and p.product_id = wanted.product_id
      join spindle.tenants t on t.tenant_id = p.tenant_id
     where p_all or p.status = 'active');
end;
$$;
