-- A return as the API shows it.
create or replace function spindle.return_json(r spindle.returns)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'id',           r.return_id,
    'status',       r.status,
    'reason',       r.reason,
    'requested_at', spindle.iso_time(r.requested_at),
    'decided_at',   spindle.iso_time(r.decided_at),
    'items', (select jsonb_agg(jsonb_build_object(
                       'item_id', i.line_id, 'sku', l.sku, 'name', l.name, 'quantity', i.quantity,
                       'restock', i.restock) order by l.line_number)
                from spindle.return_lines i
                join spindle.order_lines l using (tenant_id, order_id, line_id)
               where i.tenant_id = r.tenant_id and i.return_id = r.return_id));
end;
$$;
