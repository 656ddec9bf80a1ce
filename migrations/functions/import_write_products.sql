-- Writes the products and variants of an import that has no errors, and counts what changed. What
-- a row does not say stays as it is, or is as for a product that an admin makes without saying it.
create or replace function spindle.import_write_products(p_tenant_id text, p_import_id uuid)
  returns jsonb
  language plpgsql
as $$
declare
  v_now    timestamptz := spindle.clock();
  v_counts jsonb;
begin
  with said as materialized (
    select distinct on (r.product_id) r.product_id, r.data as d
      from spindle.import_rows r
     where r.tenant_id = p_tenant_id and r.import_id = p_import_id
     order by r.product_id, r.row_number
  ), wanted as materialized (
    select s.product_id, p.product_id is null as is_new,
           coalesce(s.d->>'product_name', p.name) as name,
           coalesce(s.d->>'description', p.description, '') as description,
           coalesce(spindle.import_categories(s.d->'categories'), p.categories, '{}') as categories,
           coalesce(s.d->'product_attributes', p.attributes, '{}') as attributes,
           coalesce(s.d->>'tax_class', p.tax_class, 'standard') as tax_class,
           coalesce(s.d->>'product_status', p.status, 'active') as status
      from said s
      left join spindle.products p on p.tenant_id = p_tenant_id and p.product_id = s.product_id
  ), created as (
    insert into spindle.products
           (tenant_id, product_id, name, description, categories, attributes, tax_class, status,
            created_at, updated_at)
    select p_tenant_id, w.product_id, w.name, w.description, w.categories, w.attributes, w.tax_class,
           w.status, v_now, v_now
      from wanted w where w.is_new
    returning 1
  ), changed as (
    update spindle.products p
       set name = w.name, description = w.description, categories = w.categories,
           attributes = w.attributes, tax_class = w.tax_class, status = w.status,
           version = p.version + 1, updated_at = v_now
      from wanted w
     where p.tenant_id = p_tenant_id and p.product_id = w.product_id and not w.is_new
       and (p.name, p.description, p.categories, p.attributes, p.tax_class, p.status)
           is distinct from (w.name, w.description, w.categories, w.attributes, w.tax_class, w.status)
    returning 1
  )
  select jsonb_build_object('products_created', (select count(*) from created),
                            'products_changed', (select count(*) from changed))
    into v_counts;

  with wanted as materialized (
    select r.sku, r.product_id, v.sku is null as is_new,
           coalesce(r.data->>'variant_name', v.name, '') as name,
           coalesce(r.data->'attributes', v.attributes, '{}') as attributes,
           coalesce((r.data->>'weight_grams')::bigint, v.weight_grams, 0) as weight_grams,
           coalesce(r.data->>'status', v.status, 'active') as status
      from spindle.import_rows r
      left join spindle.variants v on v.tenant_id = p_tenant_id and v.sku = r.sku
     where r.tenant_id = p_tenant_id and r.import_id = p_import_id
  ), created as (
    insert into spindle.variants
           (tenant_id, sku, variant_id, product_id, name, attributes, weight_grams, status)
    select p_tenant_id, w.sku, gen_random_uuid(), w.product_id, w.name, w.attributes, w.weight_grams, w.status
      from wanted w where w.is_new
    returning 1
  ), changed as (
    update spindle.variants v
       set name = w.name, attributes = w.attributes, weight_grams = w.weight_grams, status = w.status
      from wanted w
     where v.tenant_id = p_tenant_id and v.sku = w.sku and not w.is_new
       and (v.name, v.attributes, v.weight_grams, v.status)
           is distinct from (w.name, w.attributes, w.weight_grams, w.status)
    returning 1
  )
  select v_counts || jsonb_build_object('variants_created', (select count(*) from created),
                                        'variants_changed', (select count(*) from changed))
    into v_counts;
  return v_counts;
end;
$$;
