-- Everything a quote needs, so that pricing itself reads nothing.
--
-- p_lines is [{"line_id", "sku", "quantity"}, …]; with "all_tiers": true prices come from every
-- quantity. p_destination is {"country": "US", "region": "NY"}, where the goods go; without a
-- country it is the tenant's home. Null is home, too, and shipping is not priced: no methods
-- (except p_shipping_method). Returns what crates/domain/src/quote/context.rs reads:
--   {"tenant", "currency", "base_currency", "rounding", "prices_include_tax", "policy", "disabled_promotions",
--    "at": epoch ms, "destination": {"country", "region"},
--    "customer": {"id", "vip_level", "segments", "orders_placed"} or null,
--    "lines": [{"line_id", "sku", "product_id", "variant_id", "name", "categories", "quantity",
--               "prices": [{"amount_minor", "currency", "min_quantity", "segment"?, "vip_level"?,
--                           "warehouse"?, "valid_from"?}, …],
--               "tax_rate": "0.0825", "weight_grams", "available", "warehouse", "markup": "0.05"}, …],
--    "rates": […], "shipping_tax_rate", "shipping_method", "shipping_methods": […],
--    "coupons": ["SUMMER10"], "campaigns": what campaigns_json says}
-- Prices are those that are valid now, for this customer, from the serving warehouse or any.
create or replace function spindle.quote_context(
  p_tenant_id       text,
  p_currency        text,
  p_customer_id     uuid,
  p_lines           jsonb,
  p_coupons         jsonb,  -- ["SUMMER10", …], upper case
  p_shipping_method text,
  p_destination     jsonb
)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return spindle.context_json(
    p_tenant_id, p_currency, spindle.customer_json(p_tenant_id, p_customer_id), p_lines, p_coupons,
    p_shipping_method, p_destination);
end;
$$;
