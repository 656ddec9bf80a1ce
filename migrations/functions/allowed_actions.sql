-- What somebody may do with an order as it is now: ["cancel", "ship"], in alphabetical order.
create or replace function spindle.allowed_actions(
  p_order spindle.orders,
  p_role  text  -- the first word of an actor: customer, guest, admin, sweep, callback
)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select coalesce(jsonb_agg(distinct t.action), '[]')
      from spindle.order_transitions() t
     where t.from_status = p_order.status
       and p_role = any(t.roles)
       and case
             when t.action in ('cancel', 'edit') then not exists (
               select from spindle.order_lines l
                where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id and l.shipped > 0)
             when t.action = 'deliver' then exists (
               select from spindle.shipments s
                where s.tenant_id = p_order.tenant_id and s.order_id = p_order.order_id and s.delivered_at is null)
             else true
           end);
end;
$$;
