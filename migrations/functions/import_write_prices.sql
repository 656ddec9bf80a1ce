-- Writes the prices of an import that has no errors: what one piece costs on the tenant's list,
-- for everybody, from everywhere, for ever. Returns how many changed.
create or replace function spindle.import_write_prices(p_tenant_id text, p_import_id uuid)
  returns bigint
  language plpgsql
as $$
declare
  v_list    text;
  v_changed bigint;
begin
  select t.price_list into v_list from spindle.tenants t where t.tenant_id = p_tenant_id;

  insert into spindle.prices as p (tenant_id, sku, price_id, list, currency, amount_minor)
  select p_tenant_id, r.sku, gen_random_uuid(), v_list, substr(f.key, 7),
         (f.value::numeric * 10 ^ spindle.currency_exponent(substr(f.key, 7)))::bigint
    from spindle.import_rows r, jsonb_each_text(r.data) f
   where r.tenant_id = p_tenant_id and r.import_id = p_import_id and f.key like 'price:%'
  on conflict on constraint one_price_for_one_case do update
     set amount_minor = excluded.amount_minor
   where p.amount_minor <> excluded.amount_minor;
  get diagnostics v_changed = row_count;
  return v_changed;
end;
$$;
