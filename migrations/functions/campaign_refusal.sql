-- Why a campaign cannot be kept as p_row says; null when it can. It compares with what there is:
--   {"outcome": "wrong_currency", "currency": "USD"}       amounts have to be in the tenant's
--   {"outcome": "ends_before_it_starts"}
--   {"outcome": "code_taken", "code": "SUMMER10"}          another campaign's, or one of its coupons
--   {"outcome": "too_many_campaigns", "limit": 100}        active ones that apply by themselves
--
-- Locks the tenant, so that campaigns and codes can be counted on.
create or replace function spindle.campaign_refusal(p_currency text, p_row spindle.campaigns)
  returns jsonb
  language plpgsql
as $$
declare
  c_limit    constant bigint := 100;
  v_currency text;
begin
  select t.currency into strict v_currency
    from spindle.tenants t
   where t.tenant_id = p_row.tenant_id
     for no key update;

  return case
    when p_currency <> v_currency
      then jsonb_build_object('outcome', 'wrong_currency', 'currency', v_currency)
    when p_row.ends_at <= p_row.starts_at
      then jsonb_build_object('outcome', 'ends_before_it_starts')
    when p_row.coupon_code is not null
         and (exists (select from spindle.campaigns c
                       where c.tenant_id = p_row.tenant_id
                         and c.coupon_code = p_row.coupon_code
                         and c.campaign_id <> p_row.campaign_id)
              or exists (select from spindle.coupons q
                          where q.tenant_id = p_row.tenant_id and q.code = p_row.coupon_code))
      then jsonb_build_object('outcome', 'code_taken', 'code', p_row.coupon_code)
    when p_row.status = 'active' and p_row.coupon_code is null and not p_row.by_coupons
         and (select count(*) from spindle.campaigns c
               where c.tenant_id = p_row.tenant_id
                 and c.status = 'active'
                 and c.coupon_code is null
                 and not c.by_coupons
                 and c.campaign_id <> p_row.campaign_id) >= c_limit
      then jsonb_build_object('outcome', 'too_many_campaigns', 'limit', c_limit)
  end;
end;
$$;
