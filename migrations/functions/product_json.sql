-- A product with its variants as the catalog shows it: prices in the tenant's
-- currency (null when it is not sold in it) and what can be had right now.
create or replace function spindle.product_json(p_tenant_id text, p_product_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select jsonb_build_object(
      'id',          p.product_id,
      'name',        p.name,
      'description', p.description,
      'categories',  to_jsonb(p.categories),
      'currency',    t.currency,
      'variants',    coalesce((
        select jsonb_agg(jsonb_build_object(
                 'id',          v.variant_id,
                 'sku',         v.sku,
                 'name',        v.name,
                 'price_minor', r.amount_minor,
                 'available',   coalesce(supply.available, 0)) order by v.sku)
          from spindle.variants v
          left join spindle.prices r
            on r.tenant_id = v.tenant_id and r.sku = v.sku and r.currency = t.currency
           and r.list = t.price_list and r.min_quantity = 1 and r.segment is null
           and r.vip_level is null and r.warehouse is null
          left join lateral spindle.supply(
            v.tenant_id,
            jsonb_build_array(jsonb_build_object('line_id', v.variant_id, 'sku', v.sku, 'quantity', 1)),
            t.country, t.region) supply on true
         where v.tenant_id = p.tenant_id
           and v.product_id = p.product_id
           and v.status = 'active'), '[]'))
      from spindle.products p
      join spindle.tenants t using (tenant_id)
     where p.tenant_id = p_tenant_id
       and p.product_id = p_product_id
       and p.status = 'active');
end;
$$;
