-- Gives back the campaign uses that an order claimed. Locks them in order of their ids.
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
    returning u.campaign_id
  )
  update spindle.campaigns c
     set uses_claimed = c.uses_claimed - 1
    from given_back
   where c.tenant_id = p_tenant_id and c.campaign_id = given_back.campaign_id;
end;
$$;
