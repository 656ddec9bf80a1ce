-- Stops a campaign for now, or lets it go on. What it is in that state already is no change.
--
-- Answers one of
--   {"outcome": "saved", "currency": "USD", "time_zone": "…", "campaign": {…}}
--   {"outcome": "not_found"}, {"outcome": "stale_version", "version": 8}
--   what campaign_refusal says
--
-- Locks: the tenant, then the campaign.
create or replace function spindle.set_campaign_status(
  p_tenant_id   text,
  p_campaign_id uuid,
  p_version     bigint,  -- null: whatever it is
  p_status      text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_tenant  spindle.tenants;
  v_row     spindle.campaigns;
  v_refusal jsonb;
begin
  select t.* into v_tenant
    from spindle.tenants t
   where t.tenant_id = p_tenant_id
     for no key update;
  select c.* into v_row
    from spindle.campaigns c
   where c.tenant_id = p_tenant_id and c.campaign_id = p_campaign_id
     for update;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  elsif v_row.version <> p_version then
    return jsonb_build_object('outcome', 'stale_version', 'version', v_row.version);
  end if;

  if v_row.status <> p_status then
    v_row.status := p_status;
    v_refusal := spindle.campaign_refusal(v_tenant.currency, v_row);
    if v_refusal is not null then
      return v_refusal;
    end if;

    update spindle.campaigns c
       set status = p_status, version = c.version + 1, updated_at = spindle.clock()
     where c.tenant_id = p_tenant_id and c.campaign_id = p_campaign_id
    returning c.* into v_row;
  end if;

  return jsonb_build_object(
    'outcome', 'saved', 'currency', v_tenant.currency, 'time_zone', v_tenant.time_zone,
    'campaign', spindle.saved_campaign(v_row));
end;
$$;

grant execute on function spindle.set_campaign_status to spindle_component;
