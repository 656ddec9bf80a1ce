-- Why somebody may not do this with an order now, or null when it may be done:
--   {"outcome": "not_found"}                    there is none (lock_order)
--   {"outcome": "stale_version", "version": 8}  it changed since p_version was read
--   {"outcome": "not_allowed", "status": "SHIPPED", "action": "cancel", "allowed": ["deliver"]}
create or replace function spindle.order_refusal(
  p_order   spindle.orders,
  p_version bigint,  -- null: any
  p_action  text,    -- of order_transitions; null: any, whatever its status
  p_actor   text
)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_allowed jsonb;
begin
  if p_order.order_id is null then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  if p_order.version <> p_version then
    return jsonb_build_object('outcome', 'stale_version', 'version', p_order.version);
  end if;

  v_allowed := spindle.allowed_actions(p_order, split_part(p_actor, ':', 1));
  if p_action is null or v_allowed ? p_action then
    return null;
  end if;
  return jsonb_build_object(
    'outcome', 'not_allowed', 'status', p_order.status, 'action', p_action, 'allowed', v_allowed);
end;
$$;
