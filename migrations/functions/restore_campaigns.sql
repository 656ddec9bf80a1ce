-- Claims again what return_campaigns has just given back: p_uses are the rows of campaign_uses as they
-- were. The caller holds the locks that return_campaigns took.
create or replace function spindle.restore_campaigns(p_tenant_id text, p_order_id uuid, p_uses jsonb)
  returns void
  language plpgsql
as $$
begin
  with restored as (
    insert into spindle.campaign_uses
    select u.* from jsonb_populate_recordset(null::spindle.campaign_uses, p_uses) u
    returning campaign_id, base_minor, coupon_code
  ), used as (
    update spindle.coupons q
       set order_id = p_order_id
      from restored
     where q.tenant_id = p_tenant_id
       and q.code = restored.coupon_code
       and q.campaign_id = restored.campaign_id
  )
  update spindle.campaigns c
     set uses_claimed = c.uses_claimed + 1, spent_minor = c.spent_minor + coalesce(restored.base_minor, 0)
    from restored
   where c.tenant_id = p_tenant_id and c.campaign_id = restored.campaign_id;
end;
$$;
