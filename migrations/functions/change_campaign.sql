-- Writes a campaign anew, as a whole. What orders have used of it stays used.
--
-- Answers one of
--   {"outcome": "saved", "currency": "USD", "time_zone": "…", "campaign": {…}}
--   {"outcome": "not_found"}, {"outcome": "stale_version", "version": 8}
--   {"outcome": "below_used", "uses": 12, "spent_minor": 5000}   its limit or budget is used up beyond what
--                                                                it is to be
--   what campaign_refusal says
--
-- Locks: the tenant, then the campaign.
create or replace function spindle.change_campaign(
  p_tenant_id   text,
  p_campaign_id uuid,
  p_version     bigint,  -- null: whatever it is
  p_currency    text,
  p_campaign    jsonb    -- as campaign_row reads it
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_tenant  spindle.tenants;
  v_row     spindle.campaigns;
  v_old     spindle.campaigns;
  v_refusal jsonb;
begin
  select t.* into v_tenant from spindle.tenants t where t.tenant_id = p_tenant_id;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  v_row := spindle.campaign_row(v_tenant, p_campaign_id, p_campaign);
  v_refusal := spindle.campaign_refusal(p_currency, v_row);

  select c.* into v_old
    from spindle.campaigns c
   where c.tenant_id = p_tenant_id and c.campaign_id = p_campaign_id
     for update;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  elsif v_old.version <> p_version then
    return jsonb_build_object('outcome', 'stale_version', 'version', v_old.version);
  elsif v_refusal is not null then
    return v_refusal;
  elsif v_old.uses_claimed > v_row.uses_limit or v_old.spent_minor > v_row.budget_minor then
    return jsonb_build_object(
      'outcome', 'below_used', 'uses', v_old.uses_claimed, 'spent_minor', v_old.spent_minor);
  end if;

  update spindle.campaigns c
     set (name, campaign_type, kind, percentage, amount_minor, buy_quantity, get_quantity, pick,
          repeat_limit, tier_basis, tiers, gift_sku, gift_quantity, covers, excludes, minimum_minor,
          minimum_quantity, maximum_minor, coupon_code, by_coupons, segments, vip_levels, first_order,
          uses_limit, customer_limit, budget_minor, priority, lane, starts_at, ends_at, status,
          version, updated_at)
       = (v_row.name, v_row.campaign_type, v_row.kind, v_row.percentage, v_row.amount_minor,
          v_row.buy_quantity, v_row.get_quantity, v_row.pick, v_row.repeat_limit, v_row.tier_basis,
          v_row.tiers, v_row.gift_sku, v_row.gift_quantity, v_row.covers, v_row.excludes,
          v_row.minimum_minor, v_row.minimum_quantity, v_row.maximum_minor, v_row.coupon_code,
          v_row.by_coupons, v_row.segments, v_row.vip_levels, v_row.first_order, v_row.uses_limit,
          v_row.customer_limit, v_row.budget_minor, v_row.priority, v_row.lane, v_row.starts_at,
          v_row.ends_at, v_row.status, c.version + 1, v_row.updated_at)
   where c.tenant_id = p_tenant_id and c.campaign_id = p_campaign_id
  returning c.* into v_row;

  return jsonb_build_object(
    'outcome', 'saved', 'currency', v_tenant.currency, 'time_zone', v_tenant.time_zone,
    'campaign', spindle.saved_campaign(v_row));
end;
$$;

grant execute on function spindle.change_campaign to spindle_component;
