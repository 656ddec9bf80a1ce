-- The coupons of a campaign in order of their codes, from after the code p_after on.
--
-- Answers {"outcome": "listed", "coupons": [{"code", "customer_id", "order_id", "created_at"}, …],
-- "next": "CODE" or null} or {"outcome": "not_found"}.
create or replace function spindle.coupons_view(
  p_tenant_id   text,
  p_campaign_id uuid,
  p_used        boolean,  -- null: all
  p_after       text,
  p_limit       bigint
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_page jsonb;
begin
  if not exists (select from spindle.campaigns c
                  where c.tenant_id = p_tenant_id and c.campaign_id = p_campaign_id) then
    return jsonb_build_object('outcome', 'not_found');
  end if;

  select jsonb_agg(jsonb_build_object(
           'code', page.code, 'customer_id', page.customer_id, 'order_id', page.order_id,
           'created_at', spindle.iso_time(page.created_at)) order by page.code)
    into v_page
    from (select q.*
            from spindle.coupons q
           where q.tenant_id = p_tenant_id
             and q.campaign_id = p_campaign_id
             and (p_used is null or p_used = (q.order_id is not null))
             and (p_after is null or q.code > p_after)
           order by q.code
           limit p_limit + 1) page;

  return jsonb_build_object(
    'outcome', 'listed',
    'coupons', coalesce(jsonb_path_query_array(v_page, '$[0 to $last]', jsonb_build_object('last', p_limit - 1)), '[]'),
    'next', case when jsonb_array_length(v_page) > p_limit then v_page->(p_limit - 1)::integer->>'code' end);
end;
$$;

grant execute on function spindle.coupons_view to spindle_component;
