-- Says from where on there is too little of a sku in a warehouse.
--
-- Answers one of
--   {"outcome": "saved", "stock": {…}}
--   what lock_stocked_sku refuses
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
  v_refusal jsonb := spindle.lock_stocked_sku(p_tenant_id, p_sku, p_warehouse);
begin
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
