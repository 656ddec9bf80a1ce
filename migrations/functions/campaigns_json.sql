-- The campaigns that could matter for a cart, in order of their ids: those that apply by themselves to
-- this customer now, the hundred of highest priority at most, and those that an entered coupon
-- opens, whether they give anything or not. To campaign_json come
--   "coupon_code"         the entered code that opens it
--   "spare_codes"         further codes of it: one counts
--   "coupon_refused"      why the code itself does not count: "used_up", "not_for_you"
--   "customer_uses_left"  where one customer may use it so often
create or replace function spindle.campaigns_json(
  p_tenant_id text,
  p_customer  jsonb,  -- as customer_json writes it, or null
  p_coupons   jsonb   -- ["SUMMER10", …], upper case
)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_now         timestamptz := spindle.clock();
  v_customer_id uuid := (p_customer->>'id')::uuid;
begin
  return coalesce((
    with by_itself as (
      select c, c.campaign_id
        from spindle.campaigns c
       where c.tenant_id = p_tenant_id
         and c.status = 'active'
         and c.coupon_code is null
         and not c.by_coupons
         and (c.starts_at is null or c.starts_at <= v_now)
         and (c.ends_at is null or c.ends_at > v_now)
         and (c.segments = '{}' or p_customer->'segments' ?| c.segments)
         and (c.vip_levels = '{}' or p_customer->>'vip_level' = any (c.vip_levels))
         and (not c.first_order or (p_customer->>'orders_placed')::bigint = 0)
       order by c.priority desc, c.campaign_id
       limit 100
    ), entered as (
      select k.code, k.position, o.campaign_id, o.refused
        from jsonb_array_elements_text(p_coupons) with ordinality as k(code, position)
       cross join lateral (
         select c.campaign_id, null as refused
           from spindle.campaigns c
          where c.tenant_id = p_tenant_id and c.coupon_code = k.code
          union all
         select q.campaign_id,
                case when q.customer_id <> v_customer_id
                       or q.customer_id is not null and v_customer_id is null then 'not_for_you'
                     when q.order_id is not null then 'used_up' end
           from spindle.coupons q
           join spindle.campaigns c using (tenant_id, campaign_id)
          where q.tenant_id = p_tenant_id and q.code = k.code and c.by_coupons) o
    ), opened as (
      -- A code that counts before one that does not, the one that was entered earlier first.
      select e.campaign_id,
             array_agg(e.code order by e.refused is not null, e.position) as codes,
             (array_agg(e.refused order by e.refused is not null, e.position))[1] as refused
        from entered e
       group by e.campaign_id
    ), relevant as (
      select b.c, b.campaign_id, null::text[] as codes, null as refused from by_itself b
       union all
      select c, c.campaign_id, o.codes, o.refused
        from opened o
        join spindle.campaigns c on c.tenant_id = p_tenant_id and c.campaign_id = o.campaign_id
       where c.status = 'active'
    )
    select jsonb_agg(
             spindle.campaign_json(r.c) || jsonb_strip_nulls(jsonb_build_object(
               'coupon_code',        r.codes[1],
               'spare_codes',        to_jsonb(nullif(r.codes[2:], '{}')),
               'coupon_refused',     r.refused,
               'customer_uses_left', (r.c).customer_limit - (
                 select count(*)
                   from spindle.campaign_uses u
                  where (r.c).customer_limit is not null
                    and u.tenant_id = p_tenant_id
                    and u.campaign_id = r.campaign_id
                    and u.customer_id = v_customer_id)))
             order by r.campaign_id)
      from relevant r), '[]');
end;
$$;
