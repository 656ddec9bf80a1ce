-- Makes a campaign.
--
-- Answers one of
--   {"outcome": "created", "currency": "USD", "time_zone": "…", "campaign": {…}}
--   {"outcome": "unknown_tenant"}, {"outcome": "key_reused"}
--   what campaign_refusal says
--
-- Locks: the idempotency key, then the tenant.
create or replace function spindle.create_campaign(
  p_tenant_id text,
  p_request   jsonb,
  p_currency  text,   -- of the amounts
  p_campaign  jsonb   -- as campaign_row reads it
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_tenant spindle.tenants;
  v_row    spindle.campaigns;
  v_answer jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;
  select t.* into v_tenant from spindle.tenants t where t.tenant_id = p_tenant_id;
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  v_row := spindle.campaign_row(v_tenant, gen_random_uuid(), p_campaign);
  v_answer := spindle.campaign_refusal(p_currency, v_row);

  if v_answer is null then
    insert into spindle.campaigns select (v_row).*;
    v_answer := jsonb_build_object(
      'outcome', 'created', 'currency', v_tenant.currency, 'time_zone', v_tenant.time_zone,
      'campaign', spindle.saved_campaign(v_row));
  end if;
  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.create_campaign to spindle_component;
