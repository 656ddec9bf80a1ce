-- What is wrong with an import's rows together and in this shop. The products have been found
-- (import_find_products); stock that is to change is locked, so that it is still true when it is
-- written.
create or replace function spindle.import_shop_errors(p_tenant_id text, p_import_id uuid)
  returns table (row_number bigint, column_name text, message text)
  language plpgsql
  stable
as $$
declare
  v_currencies text[] := spindle.currencies_known(p_tenant_id);
begin
  return query
    with rows as materialized (
      select r.row_number, r.sku, r.product_id, r.data,
             first_value(r.row_number) over (partition by r.sku order by r.row_number) as first_of_sku,
             first_value(r.row_number) over of_product as first_of_product,
             first_value(spindle.import_product_fields(r.data)) over of_product as said_first,
             row_number() over of_product as variant_number
        from spindle.import_rows r
       where r.tenant_id = p_tenant_id and r.import_id = p_import_id
      window of_product as (partition by r.product_id order by r.row_number)
    )
    select r.row_number, 'sku', 'is in row ' || r.first_of_sku || ' already'
      from rows r where r.row_number > r.first_of_sku
    union all
    select r.row_number, 'sku', 'belongs to product ' || v.product_id
      from rows r
      join spindle.variants v on v.tenant_id = p_tenant_id and v.sku = r.sku
     where v.product_id <> r.product_id
    union all
    select r.row_number, 'product_name', 'is required for a new product'
      from rows r
     where r.data->>'product_name' is null
       and (r.product_id is null
            or r.row_number = r.first_of_product
               and not exists (select from spindle.products p
                                where p.tenant_id = p_tenant_id and p.product_id = r.product_id))
    union all
    select r.row_number, 'product_name', 'a product has at most 100 variants'
      from rows r where r.variant_number = 101 and r.product_id is not null
    union all
    select r.row_number, f.key, 'is not what row ' || r.first_of_product || ' says of this product'
      from rows r, jsonb_each(spindle.import_product_fields(r.data)) f
     where r.row_number > r.first_of_product and r.product_id is not null
       and r.said_first->f.key is distinct from f.value
    union all
    select r.row_number, f.key,
           case when f.key like 'price:%' then 'this shop has nothing to do with this currency'
                else 'there is no such warehouse' end
      from rows r, jsonb_object_keys(r.data) as f(key)
     where f.key like 'price:%' and substr(f.key, 7) <> all (v_currencies)
        or f.key like 'stock:%' and not exists (
             select from spindle.warehouses w
              where w.tenant_id = p_tenant_id and w.warehouse = substr(f.key, 7))
    union all
    select r.row_number, f.key,
           case when s.reserved is not null then s.reserved || ' are promised to orders'
                else 'is a bundle, which has no stock of its own' end
      from rows r
     cross join jsonb_each_text(r.data) f
      left join spindle.stock s
        on s.tenant_id = p_tenant_id and s.sku = r.sku and s.warehouse = substr(f.key, 7)
       and s.reserved > case when f.value ~ '^[0-9]{1,10}$' then f.value::bigint else s.reserved end
     where f.key like 'stock:%'
       and (s.reserved is not null
            or f.value <> '0' and exists (select from spindle.bundle_components b
                                           where b.tenant_id = p_tenant_id and b.bundle_sku = r.sku));
end;
$$;
