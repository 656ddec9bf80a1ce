-- Campaigns that count other uses or another spent budget than there are.
create view spindle.broken_coupons as
select c.tenant_id, c.campaign_id, c.name, c.uses_claimed, coalesce(u.uses, 0) as uses, coalesce(u.of_live_orders, 0) as of_live_orders,
       c.spent_minor, coalesce(u.given_minor, 0) as given_minor
  from spindle.campaigns c
  left join (
    select u.tenant_id, u.campaign_id, count(*) as uses, sum(u.base_minor) as given_minor,
           count(*) filter (where o.status not in ('PAYMENT_FAILED', 'CANCELLED')) as of_live_orders
      from spindle.campaign_uses u
      left join spindle.orders o on o.tenant_id = u.tenant_id and o.order_id = u.order_id
     group by u.tenant_id, u.campaign_id) u on u.tenant_id = c.tenant_id and u.campaign_id = c.campaign_id
 where c.uses_claimed <> coalesce(u.uses, 0)
    or c.spent_minor <> coalesce(u.given_minor, 0)
    or coalesce(u.uses, 0) <> coalesce(u.of_live_orders, 0);

comment on view spindle.broken_coupons is
  'The uses and the spent budget of a campaign are those of live orders that claim them.';
