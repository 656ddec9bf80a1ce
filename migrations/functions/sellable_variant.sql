-- The one variant that an item names, by sku or by product and variant.
--
-- Answers {"outcome": "sellable", "sku": "…"}, or
--   {"outcome": "unknown_item"}      no such variant, inactive, or without a price in p_currency
--                                    or one that can be converted into it
--   {"outcome": "variant_required"}  the product has several and none was named
create or replace function spindle.sellable_variant(p_tenant_id text, p_currency text, p_item jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select case count(distinct v.sku)
             when 0 then jsonb_build_object('outcome', 'unknown_item')
             when 1 then jsonb_build_object('outcome', 'sellable', 'sku', min(v.sku))
             else jsonb_build_object('outcome', 'variant_required')
           end
      from spindle.variants v
      join spindle.products p using (tenant_id, product_id)
      join spindle.tenants t using (tenant_id)
     where v.tenant_id = p_tenant_id
       and v.sku in (select p_item->>'sku'
                      union all
                     select o.sku
                       from spindle.variants o
                      where p_item->>'sku' is null
                        and o.tenant_id = p_tenant_id
                        and o.product_id = (p_item->>'product_id')::uuid)
       and (p_item->>'variant_id' is null or v.variant_id = (p_item->>'variant_id')::uuid)
       and v.status = 'active'
       and p.status = 'active'
       and exists (
         select from spindle.prices r
          where r.tenant_id = v.tenant_id
            and r.sku = v.sku
            and r.list = t.price_list
            and (r.valid_from is null or r.valid_from <= spindle.clock())
            and (r.valid_until is null or r.valid_until > spindle.clock())
            and (r.currency = p_currency
                 or spindle.rates_json(p_tenant_id, p_currency, array[r.currency]) <> '[]')));
end;
$$;
