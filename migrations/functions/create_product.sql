-- Makes a product with its variants.
--
-- Answers one of
--   {"outcome": "created", "product": {…}}
--   {"outcome": "skus_taken", "skus": ["MUG"]}   another product has them
--   {"outcome": "unknown_tenant"}, {"outcome": "key_reused"}
--
-- Locks: the idempotency key, then skus.
create or replace function spindle.create_product(
  p_tenant_id text,
  p_request   jsonb,
  p_product   jsonb  -- {"name", "description", "categories", "attributes", "tax_class", "status", "variants"}
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now        timestamptz := spindle.clock();
  v_product_id uuid := gen_random_uuid();
  v_taken      jsonb;
  v_answer     jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;
  -- Not remembered: there is no tenant to remember it for.
  if not exists (select from spindle.tenants t where t.tenant_id = p_tenant_id) then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  v_taken := spindle.lock_skus(p_tenant_id, v_product_id, p_product->'variants');

  if v_taken <> '[]' then
    v_answer := jsonb_build_object('outcome', 'skus_taken', 'skus', v_taken);
  else
    insert into spindle.products
           (tenant_id, product_id, name, description, categories, attributes, tax_class, status,
            created_at, updated_at)
    select p_tenant_id, v_product_id, w.name, w.description, w.categories, w.attributes, coalesce(w.tax_class, 'standard'),
           w.status, v_now, v_now
      from jsonb_to_record(p_product) as w(
             name text, description text, categories text[], attributes jsonb, tax_class text, status text);
    perform spindle.write_variants(p_tenant_id, v_product_id, p_product->'variants');

    v_answer := jsonb_build_object(
      'outcome', 'created', 'product', spindle.products_json(p_tenant_id, array[v_product_id], true)->0);
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.create_product to spindle_component;
