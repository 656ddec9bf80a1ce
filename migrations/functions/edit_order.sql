-- Changes the lines of an order at a quote for the version that order_edit_view found: stock taken or given
-- back, campaign uses exchanged, a refund opened where it costs less than was paid, papers brought up to
-- date. All of it, or nothing.
--
-- Answers one of
--   {"outcome": "edited", "difference": {…}, "order": {…}}     with attempts that are open when money goes back
--   {"outcome": "previewed", "difference": {…}, "order": {…}}  p_dry_run: nothing has changed
--   {"outcome": "out_of_stock", "lines": [{"product_id", "sku", "requested", "available"}]}
--   {"outcome": "coupon_used_up", "coupons": ["SUMMER10"]}
--   {"outcome": "key_reused"}
--   what edit_refusal refuses
--
-- Locks: the idempotency key, the order, stock as lock_edit_stock does, campaigns in order of their ids, the
-- paper counter.
create or replace function spindle.edit_order(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin
  p_cart_token  text,
  p_request     jsonb,
  p_actor       text,
  p_reference   text,
  p_version     bigint,
  p_quote       jsonb,  -- as pricing-rules answers it for this version
  p_dry_run     boolean
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order      spindle.orders;
  v_short      jsonb;
  v_used_up    jsonb;
  v_difference jsonb;
  v_answer     jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  -- 1. Seen before.
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  -- 2. Lock, and 3. check.
  v_order := spindle.lock_order(p_tenant_id, p_customer_id, p_cart_token, p_reference);
  v_answer := spindle.edit_refusal(v_order, p_version, p_actor);

  if v_answer is null then
    v_short := spindle.lock_edit_stock(v_order, p_quote->'lines');
    v_answer := case when v_short <> '[]' then jsonb_build_object('outcome', 'out_of_stock', 'lines', v_short) end;
  end if;

  if v_answer is null then
    v_used_up := spindle.exchange_campaigns(v_order, p_quote->'uses', p_dry_run);
    v_answer := case when v_used_up <> '[]' then jsonb_build_object('outcome', 'coupon_used_up', 'coupons', v_used_up) end;
  end if;

  if v_answer is null then
    v_difference := spindle.edit_difference(v_order, p_quote);
  end if;

  -- 4. Write.
  if v_answer is null and p_dry_run then
    return jsonb_build_object(
      'outcome', 'previewed', 'difference', v_difference, 'order', spindle.order_json(p_tenant_id, v_order.order_id));
  elsif v_answer is null then
    perform spindle.apply_edit(v_order, p_quote, v_difference, p_actor);
    v_answer := jsonb_build_object(
      'outcome', 'edited', 'difference', v_difference, 'order', spindle.order_json(p_tenant_id, v_order.order_id));
  end if;

  -- 5. Remember.
  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.edit_order to spindle_component;
