-- Places the order of a checkout at a quote: stock held, campaign uses claimed, cart
-- closed, payment attempt opened, event written. All of it, or nothing.
--
-- Answers one of
--   {"outcome": "placed", "order": {…}}     also when the checkout was placed before
--   {"outcome": "not_found"}, {"outcome": "cart_empty"}, {"outcome": "checkout_expired"}
--   {"outcome": "incomplete", "missing": ["payment_method"]}
--   {"outcome": "out_of_stock", "lines": [{"product_id", "sku", "requested", "available"}]}
--   {"outcome": "coupon_used_up", "coupons": ["SUMMER10"]}
--   {"outcome": "checkout_changed"}, {"outcome": "stale_version", "version": 8},
--   {"outcome": "cart_closed"}              the quote was made for something else
--   {"outcome": "key_reused"}
--
-- A cash-on-delivery order is confirmed at once and its stock committed. Any other
-- order stays PENDING until settle_payment knows what the provider did.
--
-- Locks: the idempotency key, the checkout, the cart, then as claim_order does.
create or replace function spindle.place_order(
  p_tenant_id        text,
  p_customer_id      uuid,
  p_cart_token       text,
  p_request          jsonb,
  p_checkout_id      uuid,
  p_checkout_version bigint,
  p_cart_version     bigint,
  p_quote            jsonb  -- as pricing-rules answers it for these versions
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order_id uuid := gen_random_uuid();
  v_checkout spindle.checkouts;
  v_answer   jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  -- 1. Seen before.
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  -- 2. Lock, and 3. check. Nothing is written before everything is checked.
  select k.* into v_checkout
    from spindle.checkouts k
   where k.tenant_id = p_tenant_id
     and k.checkout_id = p_checkout_id
     and exists (
           select from spindle.carts c
            where c.tenant_id = k.tenant_id
              and c.cart_id = k.cart_id
              and spindle.is_owner(c.customer_id, c.token_hash, p_customer_id, p_cart_token))
     for update;

  if not found then
    v_answer := jsonb_build_object('outcome', 'not_found');
  elsif v_checkout.status = 'completed' then
    select jsonb_build_object('outcome', 'placed', 'order', spindle.order_json(o.tenant_id, o.order_id))
      into strict v_answer
      from spindle.orders o
     where o.tenant_id = p_tenant_id and o.checkout_id = p_checkout_id;
  elsif v_checkout.status = 'expired' or v_checkout.expires_at <= spindle.clock() then
    v_answer := jsonb_build_object('outcome', 'checkout_expired');
  elsif v_checkout.version <> p_checkout_version then
    v_answer := jsonb_build_object('outcome', 'checkout_changed');
  elsif p_quote->'lines' = '[]' then
    v_answer := jsonb_build_object('outcome', 'cart_empty');
  elsif spindle.missing_from_checkout(v_checkout) <> '[]' then
    v_answer := jsonb_build_object(
      'outcome', 'incomplete', 'missing', spindle.missing_from_checkout(v_checkout));
  else
    v_answer := spindle.lock_cart(
      p_tenant_id, p_customer_id, p_cart_token, v_checkout.cart_id, p_cart_version);
  end if;

  if v_answer is null then
    v_answer := spindle.claim_order(p_tenant_id, v_order_id, p_customer_id, p_quote);
  end if;

  -- 4. Write.
  if v_answer is null then
    perform spindle.complete_checkout(v_order_id, v_checkout, p_quote, 'checkout');
    v_answer := jsonb_build_object('outcome', 'placed', 'order', spindle.order_json(p_tenant_id, v_order_id));
  end if;

  -- 5. Remember.
  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.place_order to spindle_component;
