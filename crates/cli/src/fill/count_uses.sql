-- How often each campaign of this run was used.
update spindle.campaigns c
   set uses_claimed = u.uses
  from (select tenant_id, campaign_id, count(*) as uses
          from spindle.campaign_uses
         where tenant_id in (select tenant_id from fill_tenants)
         group by tenant_id, campaign_id) u
 where c.tenant_id = u.tenant_id and c.campaign_id = u.campaign_id
