-- The tenant's campaigns, the newest first, from after the campaign p_after on.
--
-- p_filter is {"status"?, "type"?, "kind"?, "q"?}; `q` is part of the name or how its code begins, it is
-- no pattern.
--
-- Answers {"outcome": "listed", "currency": "USD", "time_zone": "…", "campaigns": […], "next": uuid or
-- null} or {"outcome": "unknown_tenant"}.
create or replace function spindle.campaigns_view(
  p_tenant_id text,
  p_filter    jsonb,
  p_after     uuid,
  p_limit     bigint
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_tenant spindle.tenants;
  v_page   spindle.campaigns[];
begin
  select t.* into v_tenant from spindle.tenants t where t.tenant_id = p_tenant_id;
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  select array_agg(page.c order by (page.c).created_at desc, (page.c).campaign_id desc) into v_page
    from (select c
            from spindle.campaigns c
           where c.tenant_id = p_tenant_id
             and (p_filter->>'status' is null or c.status = p_filter->>'status')
             and (p_filter->>'type' is null or c.campaign_type = p_filter->>'type')
             and (p_filter->>'kind' is null or c.kind = p_filter->>'kind')
             and (p_filter->>'q' is null
                  or position(lower(p_filter->>'q') in lower(c.name)) > 0
                  or starts_with(c.coupon_code, upper(p_filter->>'q')))
             and (p_after is null
                  or (c.created_at, c.campaign_id) < (
                       select a.created_at, a.campaign_id
                         from spindle.campaigns a
                        where a.tenant_id = p_tenant_id and a.campaign_id = p_after))
           order by c.created_at desc, c.campaign_id desc
           limit p_limit + 1) page;

  return jsonb_build_object(
    'outcome',   'listed',
    'currency',  v_tenant.currency,
    'time_zone', v_tenant.time_zone,
    'campaigns', coalesce((
      select jsonb_agg(spindle.saved_campaign(v_page[position]) order by position)
        from generate_series(1, least(p_limit, coalesce(cardinality(v_page), 0))) position), '[]'),
    'next', case when cardinality(v_page) > p_limit then v_page[p_limit].campaign_id end);
end;
$$;

grant execute on function spindle.campaigns_view to spindle_component;
