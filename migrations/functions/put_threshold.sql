-- Says from where on there is too little of a sku in a warehouse.
--
-- Answers one of
--   {"outcome": "saved", "stock": {…}}
--   {"outcome": "unknown_sku"}, {"outcome": "unknown_warehouse"}, {"outcome": "is_bundle"}
create or replace function spindle.put_threshold(
  p_tenant_id text,
  p_sku       text,
  p_warehouse text,
  p_threshold bigint
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_stock   spindle.stock;
  v_refusal jsonb;
begin
  perform 1 from spindle.variants v where v.tenant_id = p_tenant_id and v.sku = p_sku for share;
  v_refusal := case
    when not found then jsonb_build_object('outcome', 'unknown_sku')
    when not exists (select from spindle.warehouses w
                      where w.tenant_id = p_tenant_id and w.warehouse = p_warehouse)
      then jsonb_build_object('outcome', 'unknown_warehouse')
    when exists (select from spindle.bundle_components b
                  where b.tenant_id = p_tenant_id and b.bundle_sku = p_sku)
      then jsonb_build_object('outcome', 'is_bundle')
  end;
  if v_refusal is not null then
    return v_refusal;
  end if;

  insert into spindle.stock as s (tenant_id, sku, warehouse, on_hand, threshold)
  values (p_tenant_id, p_sku, p_warehouse, 0, p_threshold)
  on conflict (tenant_id, sku, warehouse) do update set threshold = excluded.threshold
  returning s.* into v_stock;

  return jsonb_build_object('outcome', 'saved', 'stock', spindle.stock_json(v_stock));
end;
$$;

grant execute on function spindle.put_threshold to spindle_component;
