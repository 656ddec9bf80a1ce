-- Starts the checkout of a cart, or resumes the one that is open; either way it has all its time
-- again. One whose time is over is not resumed.
--
-- Answers one of
--   {"outcome": "started", "checkout": {…}, "cart": {…}, "context": {…}, "order": null}
--   {"outcome": "cart_empty"}
--   what lock_cart refuses; {"outcome": "key_reused"}
--
-- Locks: the idempotency key, the open checkout, the cart.
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

  -- Before the cart, as everybody does who needs both.
  perform 1
     from spindle.checkouts k
    where k.tenant_id = p_tenant_id and k.cart_id = p_cart_id and k.status = 'open'
      for update;

  v_answer := spindle.lock_cart(p_tenant_id, p_customer_id, p_cart_token, p_cart_id, null);

  if v_answer is null and not exists (
    select from spindle.cart_lines l where l.tenant_id = p_tenant_id and l.cart_id = p_cart_id
  ) then
    v_answer := jsonb_build_object('outcome', 'cart_empty');
  end if;

  if v_answer is null then
    update spindle.checkouts k
       set status = 'expired', updated_at = v_now
     where k.tenant_id = p_tenant_id and k.cart_id = p_cart_id and k.status = 'open'
       and k.expires_at <= v_now;

    insert into spindle.checkouts as k
           (tenant_id, checkout_id, cart_id, customer_id, status, started_at, updated_at, expires_at)
    select p_tenant_id, gen_random_uuid(), p_cart_id, p_customer_id, 'open', v_now, v_now,
           spindle.checkout_end(p_tenant_id)
    on conflict (tenant_id, cart_id) where status = 'open'
    do update set expires_at = excluded.expires_at;

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
