-- Locks the stock of what is quoted and claims the uses of its campaigns for an order. Returns why
-- the order cannot be placed, or null when it can. Of an order that cannot, nothing is claimed:
--   {"outcome": "out_of_stock", "lines": [{"product_id", "sku", "requested", "available"}]}
--   {"outcome": "coupon_used_up", "coupons": ["SUMMER10"]}
--
-- Locks: stock by sku and warehouse, campaigns in order of their ids.
create or replace function spindle.claim_order(
  p_tenant_id   text,
  p_order_id    uuid,
  p_customer_id uuid,  -- null: a guest
  p_quote       jsonb
)
  returns jsonb
  language plpgsql
as $$
declare
  v_short   jsonb := spindle.lock_stock(p_tenant_id, p_quote->'lines');
  v_used_up jsonb;
begin
  if v_short <> '[]' then
    return jsonb_build_object('outcome', 'out_of_stock', 'lines', v_short);
  end if;

  v_used_up := spindle.claim_campaigns(p_tenant_id, p_order_id, p_customer_id, p_quote->'uses');
  if v_used_up <> '[]' then
    return jsonb_build_object('outcome', 'coupon_used_up', 'coupons', v_used_up);
  end if;
  return null;
end;
$$;
