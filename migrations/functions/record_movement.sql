-- Goods arrive, come back, or are counted: changes on_hand and writes down why.
--
-- p_movement is {"sku", "warehouse", "kind", "quantity", "reason"}; `quantity` is the change of
-- on_hand, and only a correction may be negative. What is promised to orders cannot be corrected
-- away.
--
-- Answers one of
--   {"outcome": "recorded", "movement": {…}, "stock": {…}}
--   what lock_stocked_sku refuses
--   {"outcome": "below_reserved", "on_hand": 5, "reserved": 3}
--   {"outcome": "key_reused"}
--
-- Locks: the idempotency key, the variant (lock_stocked_sku), the stock.
create or replace function spindle.record_movement(
  p_tenant_id text,
  p_request   jsonb,
  p_actor     text,
  p_movement  jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_sku       text := p_movement->>'sku';
  v_warehouse text := p_movement->>'warehouse';
  v_change    bigint := (p_movement->>'quantity')::bigint;
  v_stock     spindle.stock;
  v_movement  spindle.stock_movements;
  v_answer    jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;

  v_answer := spindle.lock_stocked_sku(p_tenant_id, v_sku, v_warehouse);

  if v_answer is null then
    if v_change > 0 then
      insert into spindle.stock (tenant_id, sku, warehouse, on_hand)
      values (p_tenant_id, v_sku, v_warehouse, 0)
      on conflict do nothing;
    end if;
    select s.* into v_stock
      from spindle.stock s
     where s.tenant_id = p_tenant_id and s.sku = v_sku and s.warehouse = v_warehouse
       for update;
    if coalesce(v_stock.on_hand - v_stock.reserved, 0) + v_change < 0 then
      v_answer := jsonb_build_object(
        'outcome', 'below_reserved',
        'on_hand', coalesce(v_stock.on_hand, 0), 'reserved', coalesce(v_stock.reserved, 0));
    end if;
  end if;

  if v_answer is null then
    update spindle.stock s
       set on_hand = s.on_hand + v_change
     where s.tenant_id = p_tenant_id and s.sku = v_sku and s.warehouse = v_warehouse
    returning s.* into v_stock;
    insert into spindle.stock_movements as m
           (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
    values (p_tenant_id, v_sku, v_warehouse, p_movement->>'kind', v_change, 0,
            p_movement->>'reason', p_actor, spindle.clock())
    returning m.* into v_movement;

    v_answer := jsonb_build_object(
      'outcome',  'recorded',
      'movement', spindle.movement_json(v_movement),
      'stock',    spindle.stock_json(v_stock));
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.record_movement to spindle_component;
