-- What has left of an order, the oldest first: [{"id", "carrier", "tracking_number", "shipped_at",
-- "delivered_at", "items": [{"item_id", "sku", "name", "quantity"}]}].
create or replace function spindle.shipments_json(p_tenant_id text, p_order_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
             'id',              s.shipment_id,
             'carrier',         s.carrier,
             'tracking_number', s.tracking_number,
             'shipped_at',      spindle.iso_time(s.shipped_at),
             'delivered_at',    spindle.iso_time(s.delivered_at),
             'items', (select jsonb_agg(jsonb_build_object(
                                'item_id', i.line_id, 'sku', l.sku, 'name', l.name, 'quantity', i.quantity)
                                order by l.line_number)
                         from spindle.shipment_lines i
                         join spindle.order_lines l using (tenant_id, order_id, line_id)
                        where i.tenant_id = s.tenant_id and i.shipment_id = s.shipment_id))
             order by s.shipped_at, s.shipment_id), '[]')
      from spindle.shipments s
     where s.tenant_id = p_tenant_id and s.order_id = p_order_id);
end;
$$;
