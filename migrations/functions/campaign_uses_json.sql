-- What an order has claimed of campaigns, as restore_campaigns takes it.
create or replace function spindle.campaign_uses_json(p_tenant_id text, p_order_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(u) order by u.campaign_id), '[]')
      from spindle.campaign_uses u
     where u.tenant_id = p_tenant_id and u.order_id = p_order_id);
end;
$$;
