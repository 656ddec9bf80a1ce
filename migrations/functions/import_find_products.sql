-- Says which product each row of an import is about: the one it names, else the one that has its
-- sku, else the one of another row with the same product name, else a new one.
create or replace function spindle.import_find_products(p_tenant_id text, p_import_id uuid)
  returns void
  language plpgsql
as $$
begin
  -- Materialized: a new id is made once per name, not once per row.
  with found as materialized (
    select r.row_number, r.data->>'product_name' as name,
           coalesce(
             case when r.data->>'product_id' ~ '^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$'
                  then (r.data->>'product_id')::uuid end,
             v.product_id) as product_id
      from spindle.import_rows r
      left join spindle.variants v on v.tenant_id = p_tenant_id and v.sku = r.sku
     where r.tenant_id = p_tenant_id and r.import_id = p_import_id
  ), named as materialized (
    select f.name, coalesce(min(f.product_id::text)::uuid, gen_random_uuid()) as product_id
      from found f
     where f.name is not null
     group by f.name
  )
  update spindle.import_rows r
     set product_id = coalesce(f.product_id, n.product_id)
    from found f
    left join named n on n.name = f.name
   where r.tenant_id = p_tenant_id and r.import_id = p_import_id and r.row_number = f.row_number;
end;
$$;
