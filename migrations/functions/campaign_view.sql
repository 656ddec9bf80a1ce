-- A campaign and the figures of its use. Answers {"outcome": "not_found"} or
--   {"outcome": "found", "currency": "USD", "time_zone": "…", "campaign": {…},
--    "figures": {"uses", "customers", "guests", "given_minor", "goods_minor",
--                "coupons": {"made", "used"},
--                "days": [{"day": "2026-11-20", "uses", "given_minor"}, …]}}
-- given_minor is in the tenant's currency; goods_minor is what the goods of these orders came to before
-- reductions, as far as they are in that currency. Days are those of the tenant's time zone, the last 31
-- with a use.
create or replace function spindle.campaign_view(p_tenant_id text, p_campaign_id uuid)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_build_object(
      'outcome',   'found',
      'currency',  t.currency,
      'time_zone', t.time_zone,
      'campaign',  spindle.saved_campaign(c),
      'figures',   jsonb_build_object(
        'uses',        all_uses.uses,
        'customers',   all_uses.customers,
        'guests',      all_uses.guests,
        'given_minor', all_uses.given_minor,
        'goods_minor', all_uses.goods_minor,
        'coupons', (
          select jsonb_build_object('made', count(*), 'used', count(q.order_id))
            from spindle.coupons q
           where q.tenant_id = c.tenant_id and q.campaign_id = c.campaign_id),
        'days', coalesce((
          select jsonb_agg(jsonb_build_object(
                   'day', d.day, 'uses', d.uses, 'given_minor', d.given_minor) order by d.day)
            from (select (u.claimed_at at time zone t.time_zone)::date as day, count(*) as uses,
                         coalesce(sum(u.base_minor), 0) as given_minor
                    from spindle.campaign_uses u
                   where u.tenant_id = c.tenant_id and u.campaign_id = c.campaign_id
                   group by 1
                   order by 1 desc
                   limit 31) d), '[]')))
      from spindle.campaigns c
      join spindle.tenants t using (tenant_id)
     cross join lateral (
       select count(*) as uses, count(distinct u.customer_id) as customers,
              count(*) filter (where u.customer_id is null) as guests,
              coalesce(sum(u.base_minor), 0) as given_minor,
              coalesce(sum(o.subtotal_minor) filter (where o.currency = t.currency), 0) as goods_minor
         from spindle.campaign_uses u
         left join spindle.orders o using (tenant_id, order_id)
        where u.tenant_id = c.tenant_id and u.campaign_id = c.campaign_id) all_uses
     where c.tenant_id = p_tenant_id and c.campaign_id = p_campaign_id),
    jsonb_build_object('outcome', 'not_found'));
end;
$$;

grant execute on function spindle.campaign_view to spindle_component;
