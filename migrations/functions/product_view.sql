-- One product. Answers {"outcome": "found", "product": {…}} or {"outcome": "not_found"}.
create or replace function spindle.product_view(p_tenant_id text, p_product_id uuid, p_all boolean)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select case when found.product is null
                then jsonb_build_object('outcome', 'not_found')
                else jsonb_build_object('outcome', 'found', 'product', found.product)
           end
      from (select spindle.products_json(p_tenant_id, array[p_product_id], p_all)->0 as product) found);
end;
$$;

grant execute on function spindle.product_view to spindle_component;
