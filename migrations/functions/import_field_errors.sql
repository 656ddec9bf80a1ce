-- What is wrong with single fields of an import's rows, whatever is in the shop. After this every
-- field that has no error can be cast.
create or replace function spindle.import_field_errors(p_tenant_id text, p_import_id uuid)
  returns table (row_number bigint, column_name text, message text)
  language plpgsql
  stable
as $$
begin
  return query
    select r.row_number, f.name, f.problem
      from spindle.import_rows r,
           lateral (values
             ('sku', r.sku is null, 'is required'),
             ('sku', length(r.sku) not between 1 and 100 or r.sku <> btrim(r.sku) or r.sku ~ '[[:cntrl:]]',
              'must be 1 to 100 characters, with no control characters and no space at its ends'),
             ('product_id', r.data->>'product_id'
                !~ '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$',
              'must be a UUID'),
             ('product_name', length(r.data->>'product_name') not between 1 and 200
                or r.data->>'product_name' ~ '[[:cntrl:]]', 'must be 1 to 200 characters'),
             ('description', length(r.data->>'description') > 10000, 'must be at most 10000 characters'),
             ('categories', jsonb_typeof(r.data->'categories') not in ('string', 'array'),
              'must be names with | between them, or an array'),
             ('product_attributes', jsonb_typeof(r.data->'product_attributes') <> 'object'
                or pg_column_size(r.data->'product_attributes') > 16384,
              'must be a JSON object of at most 16384 bytes'),
             ('tax_class', r.data->>'tax_class' !~ '^[a-z0-9_-]{1,50}$', 'must be 1 to 50 of a-z, 0-9, _ and -'),
             ('product_status', r.data->>'product_status' not in ('draft', 'active', 'inactive'),
              'must be draft, active or inactive'),
             ('variant_name', length(r.data->>'variant_name') > 200, 'must be at most 200 characters'),
             ('attributes', jsonb_typeof(r.data->'attributes') <> 'object'
                or pg_column_size(r.data->'attributes') > 16384,
              'must be a JSON object of at most 16384 bytes'),
             ('weight_grams', r.data->>'weight_grams' !~ '^(100000000|[0-9]{1,8})$',
              'must be a whole number from 0 to 100000000'),
             ('status', r.data->>'status' not in ('active', 'inactive'), 'must be active or inactive')
           ) as f(name, is_wrong, problem)
     where r.tenant_id = p_tenant_id and r.import_id = p_import_id and f.is_wrong
    union all
    select r.row_number, 'categories', 'must be at most 50 different names of 1 to 100 characters without |'
      from spindle.import_rows r,
           lateral (select count(*) as names, count(distinct c.name) as different,
                           bool_or(length(c.name) not between 1 and 100 or c.name ~ '[|[:cntrl:]]') as is_wrong
                      from unnest(spindle.import_categories(r.data->'categories')) as c(name)) listed
     where r.tenant_id = p_tenant_id and r.import_id = p_import_id
       and (listed.names > 50 or listed.different < listed.names or listed.is_wrong)
    union all
    select r.row_number, f.key,
           case when f.key like 'stock:%' then 'must be a whole number from 0 to 1000000000'
                else 'must be an amount with at most '
                     || spindle.currency_exponent(substr(f.key, 7)) || ' decimals' end
      from spindle.import_rows r, jsonb_each_text(r.data) as f
     where r.tenant_id = p_tenant_id and r.import_id = p_import_id
       and case when f.key like 'stock:%' then f.value !~ '^(1000000000|[0-9]{1,9})$'
                when f.key like 'price:%' then
                  case when f.value ~ '^[0-9]{1,12}(\.[0-9]{1,12})?$'
                       then scale(trim_scale(f.value::numeric)) > spindle.currency_exponent(substr(f.key, 7))
                       else true end
                else false end;
end;
$$;
