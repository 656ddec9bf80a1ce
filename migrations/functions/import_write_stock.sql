-- Brings on_hand to what an import without errors says, each change as a movement: goods that are
-- new somewhere are received, others corrected. Returns how many movements that took. The rows
-- that were there are locked (apply_import).
create or replace function spindle.import_write_stock(p_tenant_id text, p_import_id uuid, p_actor text)
  returns bigint
  language plpgsql
as $$
declare
  v_now   timestamptz := spindle.clock();
  v_moved bigint;
begin
  with wanted as materialized (
    select r.sku, substr(f.key, 7) as warehouse, f.value::bigint as on_hand, s.on_hand as before
      from spindle.import_rows r
     cross join jsonb_each_text(r.data) f
      left join spindle.stock s
        on s.tenant_id = p_tenant_id and s.sku = r.sku and s.warehouse = substr(f.key, 7)
     where r.tenant_id = p_tenant_id and r.import_id = p_import_id and f.key like 'stock:%'
  ), arrived as (
    insert into spindle.stock (tenant_id, sku, warehouse, on_hand)
    select p_tenant_id, w.sku, w.warehouse, w.on_hand from wanted w where w.before is null
    returning sku, warehouse, on_hand as change
  ), counted as (
    update spindle.stock s
       set on_hand = w.on_hand
      from wanted w
     where s.tenant_id = p_tenant_id and s.sku = w.sku and s.warehouse = w.warehouse
       and s.on_hand <> w.on_hand
    returning s.sku, s.warehouse, w.on_hand - w.before as change
  ), moved as (
    select 'receive' as kind, a.* from arrived a where a.change > 0
    union all
    select 'correct', c.* from counted c
  ), written as (
    insert into spindle.stock_movements
           (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
    select p_tenant_id, m.sku, m.warehouse, m.kind, m.change, 0, 'import ' || p_import_id, p_actor, v_now
      from moved m
     order by m.sku, m.warehouse
    returning 1
  )
  select count(*) into v_moved from written;
  return v_moved;
end;
$$;
