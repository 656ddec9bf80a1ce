-- What a warehouse has of a sku, as the API shows it.
create or replace function spindle.stock_json(s spindle.stock)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'sku', s.sku, 'warehouse', s.warehouse, 'on_hand', s.on_hand, 'reserved', s.reserved,
    'available', s.on_hand - s.reserved, 'threshold', s.threshold,
    'low_stock', s.on_hand - s.reserved <= s.threshold);
end;
$$;
