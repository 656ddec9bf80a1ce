-- Notes that a shipment arrived, or all that are under way. When nothing is left to ship and nothing under
-- way, the order is DELIVERED, and cash on delivery has been collected. What has arrived before stays so.
--
-- Returns null, or {"outcome": "unknown_shipment"}. The caller holds the order's lock and has checked
-- that it may be delivered. Locks: what collect_payment takes.
create or replace function spindle.mark_delivered(
  p_tenant_id   text,
  p_order_id    uuid,
  p_shipment_id uuid,         -- null: all
  p_at          timestamptz,  -- null: now; never later than that
  p_actor       text
)
  returns jsonb
  language plpgsql
as $$
declare
  v_now      timestamptz := spindle.clock();
  v_arrived  jsonb;
  v_order    spindle.orders;
begin
  if p_shipment_id is not null and not exists (
    select from spindle.shipments s
     where s.tenant_id = p_tenant_id and s.order_id = p_order_id and s.shipment_id = p_shipment_id
  ) then
    return jsonb_build_object('outcome', 'unknown_shipment');
  end if;

  with arrived as (
    update spindle.shipments s
       set delivered_at = greatest(s.shipped_at, least(coalesce(p_at, v_now), v_now))
     where s.tenant_id = p_tenant_id and s.order_id = p_order_id and s.delivered_at is null
       and (p_shipment_id is null or s.shipment_id = p_shipment_id)
    returning s.shipment_id
  )
  select jsonb_agg(arrived.shipment_id) into v_arrived from arrived;

  if v_arrived is null then
    return null;
  end if;

  update spindle.orders o
     set status = 'DELIVERED',
         delivered_at = (select max(s.delivered_at) from spindle.shipments s
                          where s.tenant_id = o.tenant_id and s.order_id = o.order_id)
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id
     and o.status = 'SHIPPED'
     and not exists (
       select from spindle.shipments s
        where s.tenant_id = o.tenant_id and s.order_id = o.order_id and s.delivered_at is null)
  returning o.* into v_order;

  perform spindle.record_change(
    p_tenant_id, p_order_id,
    case when v_order.order_id is null then 'order.partially_delivered' else 'order.delivered' end,
    case when v_order.order_id is null then 'A part was delivered' else 'Delivered' end, p_actor,
    jsonb_build_object('shipments', v_arrived));

  if v_order.payment_method = 'CASH_ON_DELIVERY' then
    perform spindle.collect_payment(p_tenant_id, p_order_id, 'delivery of ' || v_order.order_number, p_actor);
  end if;
  return null;
end;
$$;
