-- A campaign as it would be kept, from what an admin has written: p_campaign has the columns of
-- spindle.campaigns by name, except that instants are as instant_in_zone reads them.
create or replace function spindle.campaign_row(p_tenant spindle.tenants, p_campaign_id uuid, p_campaign jsonb)
  returns spindle.campaigns
  language plpgsql
  stable
as $$
declare
  v_now timestamptz := spindle.clock();
begin
  return jsonb_populate_record(
    null::spindle.campaigns,
    p_campaign || jsonb_build_object(
      'tenant_id',    p_tenant.tenant_id,
      'campaign_id',  p_campaign_id,
      'starts_at',    spindle.instant_in_zone(p_campaign->>'starts_at', p_tenant.time_zone, false),
      'ends_at',      spindle.instant_in_zone(p_campaign->>'ends_at', p_tenant.time_zone, true),
      'uses_claimed', 0,
      'spent_minor',  0,
      'version',      1,
      'created_at',   v_now,
      'updated_at',   v_now));
end;
$$;
