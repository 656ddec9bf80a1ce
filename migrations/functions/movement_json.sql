-- A movement of stock as the API shows it.
create or replace function spindle.movement_json(m spindle.stock_movements)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'id', m.movement_id, 'sku', m.sku, 'warehouse', m.warehouse, 'kind', m.kind,
    'on_hand_change', m.on_hand_change, 'reserved_change', m.reserved_change,
    'order_id', m.order_id, 'reason', m.reason, 'actor', m.actor,
    'occurred_at', spindle.iso_time(m.occurred_at));
end;
$$;
