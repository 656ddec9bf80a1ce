-- What needs a person, as the API shows it, with its order as it is now.
create or replace function spindle.attention_json(p_attention spindle.attention)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'id',          p_attention.attention_id,
    'reason',      p_attention.reason,
    'proposal',    p_attention.proposal,
    'detail',      p_attention.detail,
    'opened_at',   spindle.iso_time(p_attention.opened_at),
    'resolved_at', spindle.iso_time(p_attention.resolved_at),
    'resolved_by', p_attention.resolved_by,
    'resolution',  p_attention.resolution,
    'order', (
      select jsonb_build_object(
               'id',             o.order_id,
               'order_number',   o.order_number,
               'status',         o.status,
               'payment_status', o.payment_status,
               'currency',       o.currency,
               'total_minor',    o.total_minor,
               'captured_minor', m.captured_minor,
               'refunded_minor', m.refunded_minor,
               'due_minor',      m.due_minor)
        from spindle.orders o, spindle.order_money(o.tenant_id, o.order_id) m
       where o.tenant_id = p_attention.tenant_id and o.order_id = p_attention.order_id));
end;
$$;
