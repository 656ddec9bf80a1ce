-- The cart and the checkout that an order in one call would have had, so that everything after
-- it finds what it finds for any other order. complete_checkout closes both.
create or replace function spindle.open_direct_checkout(
  p_tenant_id   text,
  p_customer_id uuid,
  p_order       jsonb,
  p_quote       jsonb
)
  returns spindle.checkouts
  language plpgsql
as $$
declare
  v_now      timestamptz := spindle.clock();
  v_cart_id  uuid := gen_random_uuid();
  v_checkout spindle.checkouts;
begin
  insert into spindle.carts
         (tenant_id, cart_id, customer_id, currency, status, version, created_at, updated_at, expires_at)
  select p_tenant_id, v_cart_id, p_customer_id, p_quote->>'currency', 'open', 1, v_now, v_now,
         v_now + t.customer_cart_days * interval '1 day'
    from spindle.tenants t
   where t.tenant_id = p_tenant_id;

  -- A microsecond apart: lines are shown in the order in which they were added.
  insert into spindle.cart_lines (tenant_id, cart_id, line_id, sku, quantity, added_at)
  select p_tenant_id, v_cart_id, l.line_id, l.sku, l.quantity, v_now + l.position * interval '1 microsecond'
    from rows from (jsonb_to_recordset(p_quote->'lines') as (line_id uuid, sku text, quantity bigint))
         with ordinality as l(line_id, sku, quantity, position);

  insert into spindle.cart_coupons (tenant_id, cart_id, code, added_at)
  select p_tenant_id, v_cart_id, c.code, v_now + c.position * interval '1 microsecond'
    from jsonb_array_elements_text(p_order->'coupons') with ordinality as c(code, position);

  insert into spindle.checkouts
         (tenant_id, checkout_id, cart_id, customer_id, status, email, shipping_address,
          billing_address, shipping_method, payment_method, payment_token, notes, started_at,
          updated_at, expires_at)
  select p_tenant_id, gen_random_uuid(), v_cart_id, p_customer_id, 'open',
         p_order->'shipping_address'->>'email', p_order->'shipping_address',
         p_order->'billing_address', p_order->>'shipping_method', p_order->>'payment_method',
         p_order->>'payment_token', p_order->>'notes', v_now, v_now, v_now
  returning * into v_checkout;

  return v_checkout;
end;
$$;
