-- What a product is found by: the words of its name, and its skus.
create or replace function spindle.product_words(p_tenant_id text, p_product_id uuid, p_name text)
  returns tsvector
  language plpgsql
  stable
as $$
begin
  return array_to_tsvector(spindle.search_words(p_tenant_id, p_name || array(
    select v.sku
      from spindle.variants v
     where v.tenant_id = p_tenant_id and v.product_id = p_product_id)));
end;
$$;
