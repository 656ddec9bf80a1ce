-- Gives back what an order claimed of campaigns and claims what it uses now, as if it had never claimed
-- anything. Returns codes or names of those that cannot be claimed any more ([] when all can); then, and
-- when p_undo, everything is as before.
--
-- Locks all of these campaigns in order of their ids.
create or replace function spindle.exchange_campaigns(p_order spindle.orders, p_uses jsonb, p_undo boolean)
  returns jsonb
  language plpgsql
as $$
declare
  v_uses    jsonb := spindle.campaign_uses_json(p_order.tenant_id, p_order.order_id);
  v_used_up jsonb;
begin
  perform 1
     from spindle.campaigns c
    where c.tenant_id = p_order.tenant_id
      and (c.campaign_id in (select u.campaign_id from jsonb_to_recordset(p_uses) as u(campaign_id uuid))
           or c.campaign_id in (select u.campaign_id from spindle.campaign_uses u
                                 where u.tenant_id = p_order.tenant_id and u.order_id = p_order.order_id))
    order by c.campaign_id
      for update;

  -- A campaign may be for first orders: this one is not before itself.
  update spindle.orders o
     set customer_id = null
   where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id;
  perform spindle.return_campaigns(p_order.tenant_id, p_order.order_id);
  v_used_up := spindle.claim_campaigns(p_order.tenant_id, p_order.order_id, p_order.customer_id, p_uses);

  if v_used_up = '[]' and p_undo then
    perform spindle.return_campaigns(p_order.tenant_id, p_order.order_id);
  end if;
  if v_used_up <> '[]' or p_undo then
    perform spindle.restore_campaigns(p_order.tenant_id, p_order.order_id, v_uses);
  end if;
  update spindle.orders o
     set customer_id = p_order.customer_id
   where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id;

  return v_used_up;
end;
$$;
