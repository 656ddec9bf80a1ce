-- Why nobody may edit this order now, or null: what order_refusal refuses, and
--   {"outcome": "payment_under_way"}  it is for what the order costs now
-- That something of it is shipped does not matter: edited_lines looks at the line.
create or replace function spindle.edit_refusal(p_order spindle.orders, p_version bigint, p_actor text)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_refusal jsonb := spindle.order_refusal(p_order, p_version, 'edit', p_actor);
begin
  if v_refusal->>'outcome' = 'not_allowed' and exists (
    select from spindle.order_transitions() t
     where t.action = 'edit' and t.from_status = p_order.status and split_part(p_actor, ':', 1) = any(t.roles)
  ) then
    v_refusal := null;
  end if;

  return coalesce(v_refusal, (
    select jsonb_build_object('outcome', 'payment_under_way')
      from spindle.payment_attempts a
     where a.tenant_id = p_order.tenant_id and a.order_id = p_order.order_id
       and a.kind in ('charge', 'authorize', 'capture')
       and a.status in ('started', 'pending', 'unknown')
     limit 1));
end;
$$;
