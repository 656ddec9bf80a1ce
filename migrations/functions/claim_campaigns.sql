-- Claims one use of each campaign for an order. Returns the ids of those that are
-- used up by now ([] when all could be claimed); then nothing is claimed.
--
-- Locks the campaigns in order of their ids.
create or replace function spindle.claim_campaigns(
  p_tenant_id   text,
  p_order_id    uuid,
  p_customer_id uuid,
  p_uses        jsonb  -- [{"campaign_id", "amount_minor"}, …]
)
  returns jsonb
  language plpgsql
as $$
declare
  v_used_up jsonb;
begin
  perform 1
     from spindle.campaigns c
    where c.tenant_id = p_tenant_id
      and c.campaign_id in (select (u->>'campaign_id')::uuid from jsonb_array_elements(p_uses) u)
    order by c.campaign_id
      for update;

  select coalesce(jsonb_agg(coalesce(c.coupon_code, c.name) order by c.campaign_id), '[]')
    into v_used_up
    from spindle.campaigns c
   where c.tenant_id = p_tenant_id
     and c.campaign_id in (select (u->>'campaign_id')::uuid from jsonb_array_elements(p_uses) u)
     and (c.uses_claimed >= c.uses_limit or c.status <> 'active');

  if v_used_up = '[]' then
    with claimed as (
      insert into spindle.campaign_uses
             (tenant_id, campaign_id, order_id, customer_id, amount_minor, claimed_at)
      select p_tenant_id, u.campaign_id, p_order_id, p_customer_id, u.amount_minor, spindle.clock()
        from jsonb_to_recordset(p_uses) as u(campaign_id uuid, amount_minor bigint)
      returning campaign_id
    )
    update spindle.campaigns c
       set uses_claimed = c.uses_claimed + 1
      from claimed
     where c.tenant_id = p_tenant_id and c.campaign_id = claimed.campaign_id;
  end if;

  return v_used_up;
end;
$$;
