-- Puts rows behind those that an import has already. What is in them is checked by apply_import;
-- only a column that nobody knows is refused here, since it would be in every row.
--
-- Answers one of
--   {"outcome": "staged", "row_count": 2000}
--   {"outcome": "not_found"}, {"outcome": "import_closed"}
--   {"outcome": "unknown_columns", "columns": ["colour"]}
--   {"outcome": "too_many_rows", "limit": 500000}
--   {"outcome": "key_reused"}
--
-- Locks: the idempotency key, the import.
create or replace function spindle.stage_import_rows(
  p_tenant_id text,
  p_request   jsonb,
  p_import_id uuid,
  p_rows      jsonb  -- [{"sku": "MUG", "price:USD": "12.50", …}, …]
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_import  spindle.imports;
  v_columns text[];
  v_answer  jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;

  select i.* into v_import
    from spindle.imports i
   where i.tenant_id = p_tenant_id and i.import_id = p_import_id
     for update;
  select array_agg(distinct c.name order by c.name) into v_columns
    from jsonb_array_elements(p_rows) as r(data), jsonb_object_keys(r.data) as c(name)
   where c.name <> all (array[
           'sku', 'product_id', 'product_name', 'description', 'categories', 'product_attributes',
           'tax_class', 'product_status', 'variant_name', 'attributes', 'weight_grams', 'status'])
     and c.name !~ '^price:[A-Z]{3}$'
     and c.name !~ '^stock:[A-Z0-9_-]{1,50}$';

  v_answer := case
    when v_import.import_id is null then jsonb_build_object('outcome', 'not_found')
    when v_import.status <> 'open' then jsonb_build_object('outcome', 'import_closed')
    when v_columns is not null
      then jsonb_build_object('outcome', 'unknown_columns', 'columns', to_jsonb(v_columns))
    when v_import.row_count + jsonb_array_length(p_rows) > 500000
      then jsonb_build_object('outcome', 'too_many_rows', 'limit', 500000)
  end;

  if v_answer is null then
    insert into spindle.import_rows (tenant_id, import_id, row_number, data)
    select p_tenant_id, p_import_id, v_import.row_count + r.position, r.data
      from jsonb_array_elements(p_rows) with ordinality as r(data, position);
    update spindle.imports i
       set row_count = i.row_count + jsonb_array_length(p_rows)
     where i.tenant_id = p_tenant_id and i.import_id = p_import_id
    returning i.row_count into v_import.row_count;
    v_answer := jsonb_build_object('outcome', 'staged', 'row_count', v_import.row_count);
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.stage_import_rows to spindle_component;
