-- Writes a product anew: what is not in p_product any more is gone. A variant that is not in it
-- becomes inactive: orders and stock still know it.
--
-- Answers one of
--   {"outcome": "saved", "product": {…}}
--   {"outcome": "skus_taken", "skus": ["MUG"]}   another product has them
--   what lock_product refuses
--
-- Locks: the product, then skus.
create or replace function spindle.replace_product(
  p_tenant_id  text,
  p_product_id uuid,
  p_version    bigint,
  p_product    jsonb  -- as for create_product
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_answer jsonb := spindle.lock_product(p_tenant_id, p_product_id, p_version);
  v_taken  jsonb;
begin
  if v_answer is not null then
    return v_answer;
  end if;

  v_taken := spindle.lock_skus(p_tenant_id, p_product_id, p_product->'variants');
  if v_taken <> '[]' then
    return jsonb_build_object('outcome', 'skus_taken', 'skus', v_taken);
  end if;

  update spindle.products p
     set name = w.name, description = w.description, categories = w.categories,
         attributes = w.attributes, tax_class = coalesce(w.tax_class, 'standard'), status = w.status,
         version = p.version + 1, updated_at = spindle.clock()
    from jsonb_to_record(p_product) as w(
           name text, description text, categories text[], attributes jsonb, tax_class text, status text)
   where p.tenant_id = p_tenant_id and p.product_id = p_product_id;

  update spindle.variants v
     set status = 'inactive'
   where v.tenant_id = p_tenant_id
     and v.product_id = p_product_id
     and v.sku not in (select w.sku from jsonb_to_recordset(p_product->'variants') as w(sku text));
  perform spindle.write_variants(p_tenant_id, p_product_id, p_product->'variants');

  return jsonb_build_object(
    'outcome', 'saved', 'product', spindle.products_json(p_tenant_id, array[p_product_id], true)->0);
end;
$$;

grant execute on function spindle.replace_product to spindle_component;
