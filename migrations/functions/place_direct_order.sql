-- Places an order that came in one call, at a quote: everything place_order does, for a cart and
-- a checkout that are written in the same statement.
--
-- Answers one of
--   {"outcome": "placed", "order": {…}}
--   {"outcome": "out_of_stock", "lines": [{"product_id", "sku", "requested", "available"}]}
--   {"outcome": "coupon_used_up", "coupons": ["SUMMER10"]}
--   {"outcome": "key_reused"}
-- order_draft_view has judged the items; what could have changed since is checked here.
--
-- Locks: the idempotency key, then as claim_order does. Cart and checkout are new, so nobody else can wait for them.
create or replace function spindle.place_direct_order(
  p_tenant_id   text,
  p_customer_id uuid,
  p_request     jsonb,
  p_order       jsonb,  -- {"shipping_address", "billing_address", "shipping_method", "payment_method",
                        --  "payment_token"?, "notes"?, "coupons": […], "actor"}
  p_quote       jsonb   -- as pricing-rules answers it for the draft
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order_id uuid := gen_random_uuid();
  v_answer   jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  v_answer := spindle.claim_order(p_tenant_id, v_order_id, p_customer_id, p_quote);

  if v_answer is null then
    perform spindle.complete_checkout(
      v_order_id, spindle.open_direct_checkout(p_tenant_id, p_customer_id, p_order, p_quote),
      p_quote, p_order->>'actor');
    v_answer := jsonb_build_object('outcome', 'placed', 'order', spindle.order_json(p_tenant_id, v_order_id));
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.place_direct_order to spindle_component;
