-- Makes coupons of a campaign, each for one order: p_count for whoever has them, or one for each of
-- p_customers.
--
-- Answers one of
--   {"outcome": "made", "coupons": [{"code": "…", "customer_id": uuid or null}, …]}
--   {"outcome": "not_found"}, {"outcome": "key_reused"}
--   {"outcome": "not_by_coupons"}                        the campaign is not opened by coupons of its own
--   {"outcome": "too_many_coupons_made", "limit": 100000, "made": 99000}
--
-- Locks: the idempotency key, then the campaign.
create or replace function spindle.make_coupons(
  p_tenant_id   text,
  p_request     jsonb,
  p_campaign_id uuid,
  p_prefix      text,    -- may be empty
  p_count       bigint,
  p_customers   jsonb    -- [uuid, …]; null: for whoever has them
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  c_limit    constant bigint := 100000;
  v_now      timestamptz := spindle.clock();
  v_campaign spindle.campaigns;
  v_made     bigint;
  v_answer   jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;
  select c.* into v_campaign
    from spindle.campaigns c
   where c.tenant_id = p_tenant_id and c.campaign_id = p_campaign_id
     for update;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  select count(*) into v_made
    from spindle.coupons q
   where q.tenant_id = p_tenant_id and q.campaign_id = p_campaign_id;

  if not v_campaign.by_coupons then
    v_answer := jsonb_build_object('outcome', 'not_by_coupons');
  elsif v_made + p_count > c_limit then
    v_answer := jsonb_build_object('outcome', 'too_many_coupons_made', 'limit', c_limit, 'made', v_made);
  else
    with made as (
      insert into spindle.coupons (tenant_id, code, campaign_id, customer_id, created_at)
      select p_tenant_id, spindle.coupon_code(p_prefix), p_campaign_id,
             (p_customers->>(number - 1)::integer)::uuid, v_now
        from generate_series(1, p_count) number
      returning code, customer_id
    )
    select jsonb_build_object('outcome', 'made', 'coupons', jsonb_agg(jsonb_build_object(
             'code', m.code, 'customer_id', m.customer_id) order by m.code))
      into v_answer
      from made m;
  end if;
  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.make_coupons to spindle_component;
