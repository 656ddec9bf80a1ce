-- Brings an order into the status that an admin names, by what leads there: process, ship (all that
-- remains), deliver (all), complete or cancel. Returns null, or why it cannot:
--   {"outcome": "not_allowed", …}  as order_refusal; `action` is what leads there, or "set <status>"
--   what write_shipment refuses
-- The caller holds the order's lock. Locks: what write_cancellation and mark_delivered take.
create or replace function spindle.advance_order(
  p_order  spindle.orders,
  p_status text,
  p_note   text,  -- null: the usual words
  p_actor  text
)
  returns jsonb
  language plpgsql
as $$
declare
  v_action text := case p_status
    when 'PROCESSING' then 'process' when 'SHIPPED' then 'ship' when 'DELIVERED' then 'deliver'
    when 'COMPLETED' then 'complete' when 'CANCELLED' then 'cancel' else 'set ' || p_status end;
  v_refusal jsonb := spindle.order_refusal(p_order, null, v_action, p_actor);
begin
  -- A part that is delivered makes no order DELIVERED.
  if v_refusal is null and not exists (
    select from spindle.order_transitions() t
     where t.action = v_action and t.from_status = p_order.status and t.to_status = p_status
  ) then
    v_refusal := jsonb_build_object(
      'outcome', 'not_allowed', 'status', p_order.status, 'action', 'set ' || p_status,
      'allowed', spindle.allowed_actions(p_order, split_part(p_actor, ':', 1)));
  end if;
  if v_refusal is not null then
    return v_refusal;
  end if;

  case v_action
    when 'ship' then
      return spindle.write_shipment(p_order, '{}', p_actor);
    when 'deliver' then
      return spindle.mark_delivered(p_order.tenant_id, p_order.order_id, null, null, p_actor);
    when 'cancel' then
      perform spindle.write_cancellation(
        p_order.tenant_id, p_order.order_id, coalesce(p_note, 'No reason given'), p_actor);
    else
      perform spindle.write_status(
        p_order.tenant_id, p_order.order_id, p_status,
        coalesce(p_note, case v_action when 'process' then 'Being prepared' else 'Completed' end), p_actor);
  end case;
  return null;
end;
$$;
