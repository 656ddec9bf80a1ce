-- Starts the checkout of a cart, or resumes the one that is open.
--
-- Answers one of
--   {"outcome": "started", "checkout": {…}, "cart": {…}, "context": {…}, "order": null}
--   {"outcome": "cart_empty"}
--   what lock_cart refuses; {"outcome": "key_reused"}
--
-- Locks: the idempotency key, then the cart.
create or replace function spindle.start_checkout(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_request     jsonb,
  p_cart_id     uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now    timestamptz := spindle.clock();
  v_answer jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;

  v_answer := spindle.lock_cart(p_tenant_id, p_customer_id, p_cart_token, p_cart_id, null);

  if v_answer is null and not exists (
    select from spindle.cart_lines l where l.tenant_id = p_tenant_id and l.cart_id = p_cart_id
  ) then
    v_answer := jsonb_build_object('outcome', 'cart_empty');
  end if;

  if v_answer is null then
    insert into spindle.checkouts
           (tenant_id, checkout_id, cart_id, customer_id, status, started_at, updated_at, expires_at)
    select p_tenant_id, gen_random_uuid(), p_cart_id, p_customer_id, 'open', v_now, v_now,
           v_now + t.checkout_minutes * interval '1 minute'
      from spindle.tenants t
     where t.tenant_id = p_tenant_id
    on conflict (tenant_id, cart_id) where status = 'open' do nothing;

    v_answer := jsonb_build_object('outcome', 'started') || (
      select spindle.checkout_json(k.tenant_id, k.checkout_id)
        from spindle.checkouts k
       where k.tenant_id = p_tenant_id
         and k.cart_id = p_cart_id
         and k.status = 'open');
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.start_checkout to spindle_component;
