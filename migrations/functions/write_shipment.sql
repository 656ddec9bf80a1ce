-- Sends goods of an order off. Returns null, or why it cannot:
--   {"outcome": "payment_due", "due_minor": 2930, "currency": "USD"}  neither paid nor authorized, and not on delivery
--   what choose_lines refuses
-- The caller holds the order's lock and has checked that it may ship. What is only authorized is captured
-- (open_capture); who called asks the provider.
create or replace function spindle.write_shipment(
  p_order    spindle.orders,
  p_shipment jsonb,  -- {"carrier"?, "tracking_number"?, "items"?}, see choose_lines
  p_actor    text
)
  returns jsonb
  language plpgsql
as $$
declare
  v_shipment_id uuid := gen_random_uuid();
  v_lines       jsonb := spindle.choose_lines(
    p_order.tenant_id, p_order.order_id, nullif(p_shipment->'items', 'null'), 'ship');
  v_refusal     jsonb;
  v_status      text;
begin
  select jsonb_build_object('outcome', 'payment_due', 'due_minor', m.due_minor, 'currency', p_order.currency)
    into v_refusal
    from spindle.order_money(p_order.tenant_id, p_order.order_id) m
   where p_order.payment_method <> 'CASH_ON_DELIVERY' and m.due_minor > m.authorized_minor;

  if v_refusal is not null then
    return v_refusal;
  elsif v_lines ? 'outcome' then
    return v_lines;
  end if;

  insert into spindle.shipments (tenant_id, shipment_id, order_id, carrier, tracking_number, shipped_at)
  values (p_order.tenant_id, v_shipment_id, p_order.order_id,
          p_shipment->>'carrier', p_shipment->>'tracking_number', spindle.clock());

  with sent as (
    insert into spindle.shipment_lines (tenant_id, shipment_id, order_id, line_id, quantity)
    select p_order.tenant_id, v_shipment_id, p_order.order_id, s.line_id, s.quantity
      from jsonb_to_recordset(v_lines->'lines') as s(line_id uuid, quantity bigint)
    returning line_id, quantity
  )
  update spindle.order_lines l
     set shipped = l.shipped + sent.quantity
    from sent
   where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id and l.line_id = sent.line_id;

  update spindle.orders o
     set status = case when exists (
           select from spindle.order_lines l
            where l.tenant_id = o.tenant_id and l.order_id = o.order_id and l.shipped < l.quantity)
           then 'PROCESSING' else 'SHIPPED' end
   where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id
  returning o.status into v_status;

  perform spindle.open_capture(p_order.tenant_id, p_order.order_id, p_actor);
  perform spindle.record_change(
    p_order.tenant_id, p_order.order_id,
    case v_status when 'SHIPPED' then 'order.shipped' else 'order.partially_shipped' end,
    concat_ws(' ', case v_status when 'SHIPPED' then 'Shipped' else 'Shipped in part' end,
      'by ' || (p_shipment->>'carrier'), p_shipment->>'tracking_number'), p_actor,
    jsonb_build_object(
      'shipment_id', v_shipment_id, 'carrier', p_shipment->>'carrier',
      'tracking_number', p_shipment->>'tracking_number',
      'items', (select jsonb_agg(l - 'restock') from jsonb_array_elements(v_lines->'lines') l)));
  perform spindle.issue_papers(p_order.tenant_id, p_order.order_id);
  -- A carrier may have been faster than whoever wrote the shipment down.
  perform spindle.apply_kept_callbacks(p_order.tenant_id, p_order.order_id);
  return null;
end;
$$;
