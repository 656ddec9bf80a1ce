-- What a row of an import says about its product, and not about the variant.
create or replace function spindle.import_product_fields(p_row jsonb)
  returns jsonb
  language sql
  immutable
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'product_name', p_row->'product_name', 'description', p_row->'description',
    'categories', spindle.import_categories(p_row->'categories'),
    'product_attributes', p_row->'product_attributes', 'tax_class', p_row->'tax_class',
    'product_status', p_row->'product_status'));
$$;
