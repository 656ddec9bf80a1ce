-- Enters a coupon into a cart. Whether it gives anything is for the quote to say,
-- now and later: a coupon may wait for the cart to reach its minimum.
--
-- Answers one of
--   {"outcome": "entered", "cart": {…}, "context": {…}}   also when it was there already
--   {"outcome": "unknown_coupon"}
--   {"outcome": "too_many_coupons", "limit": 10}
--   what lock_cart refuses
create or replace function spindle.enter_coupon(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_cart_id     uuid,
  p_version     bigint,
  p_code        text  -- upper case
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_refusal jsonb := spindle.lock_cart(p_tenant_id, p_customer_id, p_cart_token, p_cart_id, p_version);
  v_limit   bigint := (select t.coupon_limit from spindle.tenants t where t.tenant_id = p_tenant_id);
begin
  if v_refusal is null then
    v_refusal := case
      when not exists (select from spindle.campaigns c
                        where c.tenant_id = p_tenant_id
                          and c.coupon_code = p_code
                          and c.status = 'active')
       and not exists (select from spindle.coupons q
                         join spindle.campaigns c using (tenant_id, campaign_id)
                        where q.tenant_id = p_tenant_id
                          and q.code = p_code
                          and c.by_coupons
                          and c.status = 'active')
        then jsonb_build_object('outcome', 'unknown_coupon')
      when (select count(*) from spindle.cart_coupons k
             where k.tenant_id = p_tenant_id and k.cart_id = p_cart_id and k.code <> p_code) >= v_limit
        then jsonb_build_object('outcome', 'too_many_coupons', 'limit', v_limit)
    end;
  end if;

  if v_refusal is not null then
    return v_refusal;
  end if;

  insert into spindle.cart_coupons (tenant_id, cart_id, code, added_at)
  values (p_tenant_id, p_cart_id, p_code, spindle.clock())
  on conflict do nothing;

  return spindle.touch_cart(p_tenant_id, p_cart_id, 'entered');
end;
$$;

grant execute on function spindle.enter_coupon to spindle_component;
