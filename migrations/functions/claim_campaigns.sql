-- Claims one use of each campaign for an order, with what it gives and the coupon that opened it.
-- Returns codes or names of those that cannot be claimed any more, because a limit, the budget or the
-- coupon is used up by now or the campaign was stopped ([] when all could be claimed); then nothing is
-- claimed.
--
-- Locks the campaigns in order of their ids, and with them their coupons.
create or replace function spindle.claim_campaigns(
  p_tenant_id   text,
  p_order_id    uuid,
  p_customer_id uuid,  -- null: a guest
  p_uses        jsonb  -- [{"campaign_id", "amount_minor", "base_minor", "coupon_code"?}, …]
)
  returns jsonb
  language plpgsql
as $$
declare
  v_used_up jsonb;
begin
  if p_uses = '[]' then
    return '[]';
  end if;

  perform 1
     from spindle.campaigns c
    where c.tenant_id = p_tenant_id
      and c.campaign_id in (select (u->>'campaign_id')::uuid from jsonb_array_elements(p_uses) u)
    order by c.campaign_id
      for update;

  select coalesce(jsonb_agg(coalesce(u.coupon_code, c.name) order by c.campaign_id), '[]')
    into v_used_up
    from jsonb_to_recordset(p_uses) as u(campaign_id uuid, base_minor bigint, coupon_code text)
    join spindle.campaigns c on c.tenant_id = p_tenant_id and c.campaign_id = u.campaign_id
   where c.status <> 'active'
      or c.uses_claimed >= c.uses_limit
      or c.spent_minor + coalesce(u.base_minor, 0) > c.budget_minor
      or c.customer_limit <= (select count(*)
                                from spindle.campaign_uses w
                               where w.tenant_id = p_tenant_id
                                 and w.campaign_id = c.campaign_id
                                 and w.customer_id = p_customer_id)
      or (c.first_order or c.customer_limit is not null) and p_customer_id is null
      or c.first_order and exists (select from spindle.orders o
                                    where o.tenant_id = p_tenant_id
                                      and o.customer_id = p_customer_id
                                      and o.status not in ('PAYMENT_FAILED', 'CANCELLED'))
      or c.by_coupons and not exists (select from spindle.coupons q
                                       where q.tenant_id = p_tenant_id
                                         and q.code = u.coupon_code
                                         and q.campaign_id = c.campaign_id
                                         and q.order_id is null
                                         and (q.customer_id is null or q.customer_id = p_customer_id));

  if v_used_up = '[]' then
    with claimed as (
      insert into spindle.campaign_uses
             (tenant_id, campaign_id, order_id, customer_id, amount_minor, base_minor, coupon_code, claimed_at)
      select p_tenant_id, u.campaign_id, p_order_id, p_customer_id, u.amount_minor, u.base_minor,
             u.coupon_code, spindle.clock()
        from jsonb_to_recordset(p_uses) as u(
               campaign_id uuid, amount_minor bigint, base_minor bigint, coupon_code text)
      returning campaign_id, base_minor, coupon_code
    ), used as (
      update spindle.coupons q
         set order_id = p_order_id
        from claimed
       where q.tenant_id = p_tenant_id
         and q.code = claimed.coupon_code
         and q.campaign_id = claimed.campaign_id
    )
    update spindle.campaigns c
       set uses_claimed = c.uses_claimed + 1, spent_minor = c.spent_minor + coalesce(claimed.base_minor, 0)
      from claimed
     where c.tenant_id = p_tenant_id and c.campaign_id = claimed.campaign_id;
  end if;

  return v_used_up;
end;
$$;
