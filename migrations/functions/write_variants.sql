-- Writes variants of a product: [{"sku", "name", "attributes", "weight_grams", "status"}, …].
-- A sku that the product has is replaced. The caller has locked the product and checked
-- (skus_taken).
create or replace function spindle.write_variants(p_tenant_id text, p_product_id uuid, p_variants jsonb)
  returns void
  language plpgsql
as $$
begin
  insert into spindle.variants as v
         (tenant_id, sku, variant_id, product_id, name, attributes, weight_grams, status)
  select p_tenant_id, w.sku, gen_random_uuid(), p_product_id, w.name, w.attributes, w.weight_grams, w.status
    from jsonb_to_recordset(p_variants) as w(
           sku text, name text, attributes jsonb, weight_grams bigint, status text)
   order by w.sku
  on conflict (tenant_id, sku) do update
     set name = excluded.name, attributes = excluded.attributes,
         weight_grams = excluded.weight_grams, status = excluded.status;
end;
$$;
