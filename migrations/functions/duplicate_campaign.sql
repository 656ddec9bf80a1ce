-- Makes a paused campaign like another one, with nothing used of it. A code can be only one campaign's:
-- without one of its own the copy of a campaign with a code is opened by coupons, of which it has none.
--
-- Answers one of
--   {"outcome": "created", "currency": "USD", "time_zone": "…", "campaign": {…}}
--   {"outcome": "not_found"}, {"outcome": "key_reused"}
--   what campaign_refusal says
--
-- Locks: the idempotency key, then the tenant.
create or replace function spindle.duplicate_campaign(
  p_tenant_id   text,
  p_request     jsonb,
  p_campaign_id uuid,
  p_name        text,  -- null: the same
  p_coupon_code text   -- null: none
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_tenant spindle.tenants;
  v_row    spindle.campaigns;
  v_now    timestamptz := spindle.clock();
  v_answer jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;
  select t.* into v_tenant from spindle.tenants t where t.tenant_id = p_tenant_id;
  select c.* into v_row
    from spindle.campaigns c
   where c.tenant_id = p_tenant_id and c.campaign_id = p_campaign_id;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;

  v_row.by_coupons := p_coupon_code is null and (v_row.by_coupons or v_row.coupon_code is not null);
  v_row.campaign_id := gen_random_uuid();
  v_row.name := coalesce(p_name, v_row.name);
  v_row.coupon_code := p_coupon_code;
  v_row.status := 'paused';
  v_row.uses_claimed := 0;
  v_row.spent_minor := 0;
  v_row.version := 1;
  v_row.created_at := v_now;
  v_row.updated_at := v_now;
  v_answer := spindle.campaign_refusal(v_tenant.currency, v_row);

  if v_answer is null then
    insert into spindle.campaigns select (v_row).*;
    v_answer := jsonb_build_object(
      'outcome', 'created', 'currency', v_tenant.currency, 'time_zone', v_tenant.time_zone,
      'campaign', spindle.saved_campaign(v_row));
  end if;
  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.duplicate_campaign to spindle_component;
