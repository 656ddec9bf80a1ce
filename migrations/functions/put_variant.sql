-- Writes one variant of a product, new or anew.
--
-- Answers one of
--   {"outcome": "saved", "product": {…}}
--   {"outcome": "skus_taken", "skus": ["MUG"]}           another product has it
--   {"outcome": "too_many_variants", "limit": 100}
--   what lock_product refuses
--
-- Locks: the product, then the sku.
create or replace function spindle.put_variant(
  p_tenant_id  text,
  p_product_id uuid,
  p_version    bigint,
  p_variant    jsonb  -- {"sku", "name", "attributes", "weight_grams", "status"}
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_refusal jsonb := spindle.lock_product(p_tenant_id, p_product_id, p_version);
  v_taken   jsonb;
begin
  if v_refusal is not null then
    return v_refusal;
  end if;

  v_taken := spindle.lock_skus(p_tenant_id, p_product_id, jsonb_build_array(p_variant));
  if v_taken <> '[]' then
    return jsonb_build_object('outcome', 'skus_taken', 'skus', v_taken);
  end if;
  if (select count(*) from spindle.variants v
       where v.tenant_id = p_tenant_id and v.product_id = p_product_id
         and v.sku <> p_variant->>'sku') >= 100 then
    return jsonb_build_object('outcome', 'too_many_variants', 'limit', 100);
  end if;

  perform spindle.write_variants(p_tenant_id, p_product_id, jsonb_build_array(p_variant));
  update spindle.products p
     set version = p.version + 1, updated_at = spindle.clock()
   where p.tenant_id = p_tenant_id and p.product_id = p_product_id;

  return jsonb_build_object(
    'outcome', 'saved', 'product', spindle.products_json(p_tenant_id, array[p_product_id], true)->0);
end;
$$;

grant execute on function spindle.put_variant to spindle_component;
