-- Applies all rows of an import, or none: with a single error nothing is written.
--
-- Answers one of
--   {"outcome": "applied", "import": {…}}
--   {"outcome": "failed", "import": {…}}    its errors say where and why
--   {"outcome": "not_found"}, {"outcome": "import_closed"}
--
-- The rows came a moment ago and nobody has counted them: without `enable_nestloop = off` each is
-- joined as if it were alone, and 100,000 of them take hours.
--
-- Locks: the tenant's catalog for itself (share_catalog), the import, and what the rows name: products by
-- id, variants by sku, stock by sku and warehouse. A repeat finds it closed.
create or replace function spindle.apply_import(p_tenant_id text, p_import_id uuid)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
as $$
declare
  v_import spindle.imports;
  v_counts jsonb := '{}';
begin
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), p_tenant_id, 'catalog'), 0));
  select i.* into v_import
    from spindle.imports i
   where i.tenant_id = p_tenant_id and i.import_id = p_import_id
     for update;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  elsif v_import.status <> 'open' then
    return jsonb_build_object('outcome', 'import_closed');
  end if;

  perform spindle.import_find_products(p_tenant_id, p_import_id);
  perform 1
     from spindle.products p
    where p.tenant_id = p_tenant_id
      and p.product_id in (select r.product_id from spindle.import_rows r
                            where r.tenant_id = p_tenant_id and r.import_id = p_import_id)
    order by p.product_id
      for no key update;
  perform 1
     from spindle.variants v
    where v.tenant_id = p_tenant_id
      and v.sku in (select r.sku from spindle.import_rows r
                     where r.tenant_id = p_tenant_id and r.import_id = p_import_id)
    order by v.sku
      for no key update;
  perform 1
     from spindle.stock s
    where s.tenant_id = p_tenant_id
      and s.sku in (select r.sku from spindle.import_rows r
                     where r.tenant_id = p_tenant_id and r.import_id = p_import_id)
    order by s.sku, s.warehouse
      for update;

  with errors as materialized (
    select e.*, row_number() over (order by e.row_number, e.column_name, e.message) as position
      from (select * from spindle.import_field_errors(p_tenant_id, p_import_id)
            union all
            select * from spindle.import_shop_errors(p_tenant_id, p_import_id)) e
  )
  select count(*),
         coalesce(jsonb_agg(jsonb_build_object('row', e.row_number, 'column', e.column_name, 'message', e.message)
                            order by e.position) filter (where e.position <= 1000), '[]')
    into v_import.error_count, v_import.errors
    from errors e;

  if v_import.error_count = 0 then
    v_counts := spindle.import_write_products(p_tenant_id, p_import_id) || jsonb_build_object(
      'prices_changed',  spindle.import_write_prices(p_tenant_id, p_import_id),
      'stock_movements', spindle.import_write_stock(p_tenant_id, p_import_id, v_import.actor));
  end if;

  delete from spindle.import_rows r where r.tenant_id = p_tenant_id and r.import_id = p_import_id;
  update spindle.imports i
     set status = case when v_import.error_count = 0 then 'applied' else 'failed' end,
         error_count = v_import.error_count, errors = v_import.errors, counts = v_counts,
         applied_at = spindle.clock()
   where i.tenant_id = p_tenant_id and i.import_id = p_import_id
  returning i.* into v_import;
  return jsonb_build_object('outcome', v_import.status, 'import', spindle.import_json(v_import));
end;
$$;

grant execute on function spindle.apply_import to spindle_component;
