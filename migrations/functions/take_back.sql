-- Puts goods that an order had taken back on the shelf they came from.
--
-- p_parts says which: [{"sku": "LAMP", "quantity": 2}], what is in stock and no bundles; null: all that
-- is not back yet. A sku that came from several warehouses fills them in order of their codes.
--
-- Locks the stock rows in order of sku and warehouse.
create or replace function spindle.take_back(
  p_tenant_id text,
  p_order_id  uuid,
  p_parts     jsonb,
  p_reason    text,
  p_actor     text
)
  returns void
  language plpgsql
as $$
declare
  v_wanted bigint;
  v_moved  bigint;
begin
  perform 1
     from spindle.stock s
     join spindle.reservations r using (tenant_id, sku, warehouse)
    where r.tenant_id = p_tenant_id and r.order_id = p_order_id
      and r.status = 'committed' and r.returned < r.quantity
      and (p_parts is null or r.sku in (select p.sku from jsonb_to_recordset(p_parts) as p(sku text)))
    order by s.sku, s.warehouse
      for update of s;

  with wanted as materialized (
    select p.sku, sum(p.quantity)::bigint as quantity
      from jsonb_to_recordset(p_parts) as p(sku text, quantity bigint)
     group by p.sku
  ), taken as (
    select r.sku, r.warehouse, r.quantity - r.returned as quantity,
           coalesce(sum(r.quantity - r.returned) over (
             partition by r.sku order by r.warehouse
             rows between unbounded preceding and 1 preceding), 0) as before
      from spindle.reservations r
     where r.tenant_id = p_tenant_id and r.order_id = p_order_id
       and r.status = 'committed' and r.returned < r.quantity
  ), parts as (
    select taken.sku, taken.warehouse,
           case when p_parts is null then taken.quantity
                else least(taken.quantity, wanted.quantity - taken.before) end as quantity
      from taken
      left join wanted using (sku)
     where p_parts is null or wanted.quantity > taken.before
  ), given as (
    update spindle.reservations r
       set returned = r.returned + parts.quantity
      from parts
     where r.tenant_id = p_tenant_id and r.order_id = p_order_id
       and r.sku = parts.sku and r.warehouse = parts.warehouse
    returning r.sku, r.warehouse, parts.quantity
  ), shelved as (
    update spindle.stock s
       set on_hand = s.on_hand + given.quantity
      from given
     where s.tenant_id = p_tenant_id and s.sku = given.sku and s.warehouse = given.warehouse
    returning s.sku, s.warehouse, given.quantity
  ), moved as (
    insert into spindle.stock_movements
           (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
    select p_tenant_id, shelved.sku, shelved.warehouse, 'return', shelved.quantity, 0,
           p_order_id, p_reason, p_actor, spindle.clock()
      from shelved
     order by shelved.sku, shelved.warehouse
    returning on_hand_change
  )
  select (select sum(wanted.quantity) from wanted), (select sum(moved.on_hand_change) from moved)
    into v_wanted, v_moved;

  assert p_parts is null or coalesce(v_wanted, 0) = coalesce(v_moved, 0), 'no more comes back than was taken';
end;
$$;
