-- Gives back what an order claimed of campaigns: their uses, their budgets, its coupons. Once: the rows
-- that say so are gone afterwards. Locks the campaigns in order of their ids.
create or replace function spindle.return_campaigns(p_tenant_id text, p_order_id uuid)
  returns void
  language plpgsql
as $$
begin
  perform 1
     from spindle.campaigns c
     join spindle.campaign_uses u using (tenant_id, campaign_id)
    where u.tenant_id = p_tenant_id and u.order_id = p_order_id
    order by c.campaign_id
      for update of c;

  with given_back as (
    delete from spindle.campaign_uses u
     where u.tenant_id = p_tenant_id and u.order_id = p_order_id
    returning u.campaign_id, u.base_minor, u.coupon_code
  ), unused as (
    update spindle.coupons q
       set order_id = null
      from given_back g
     where q.tenant_id = p_tenant_id
       and q.code = g.coupon_code
       and q.order_id = p_order_id
  )
  update spindle.campaigns c
     set uses_claimed = c.uses_claimed - 1,
         spent_minor = c.spent_minor - coalesce(given_back.base_minor, 0)
    from given_back
   where c.tenant_id = p_tenant_id and c.campaign_id = given_back.campaign_id;
end;
$$;
