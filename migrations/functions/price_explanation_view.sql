-- How the price of an order came about, by id or by order number: what crates/domain/src/quote/explained.rs
-- reads. Answers {"outcome": "found", "price": {…}} or {"outcome": "not_found"}, also for somebody
-- else's order.
create or replace function spindle.price_explanation_view(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin, who sees every order of the tenant
  p_cart_token  text,
  p_reference   text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(
      (select jsonb_build_object('outcome', 'found', 'price', o.explanation || jsonb_build_object(
                'of', jsonb_build_object('kind', 'order', 'id', o.order_id, 'number', o.order_number),
                'currency',           o.currency,
                'exponent',           spindle.currency_exponent(o.currency),
                'prices_include_tax', o.prices_include_tax,
                'subtotal_minor',     o.subtotal_minor,
                'discount_minor',     o.discount_minor,
                'shipping_minor',     o.shipping_minor,
                'tax_minor',          o.tax_minor,
                'total_minor',        o.total_minor,
                'coupons', coalesce((
                  select jsonb_agg(jsonb_build_object('code', u.coupon_code) order by u.coupon_code)
                    from spindle.campaign_uses u
                   where u.tenant_id = o.tenant_id
                     and u.order_id = o.order_id
                     and u.coupon_code is not null), '[]'),
                'items', (
                  select jsonb_agg(jsonb_build_object(
                           'id',               l.line_id,
                           'sku',              l.sku,
                           'name',             l.name,
                           'quantity',         l.quantity,
                           'unit_price_minor', l.unit_price_minor,
                           'subtotal_minor',   l.subtotal_minor,
                           'discount_minor',   l.discount_minor,
                           'tax_minor',        l.tax_minor) order by l.line_number)
                    from spindle.order_lines l
                   where l.tenant_id = o.tenant_id and l.order_id = o.order_id)))
         from spindle.orders o
        where o.tenant_id = p_tenant_id
          and case when p_reference ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
                   then o.order_id = p_reference::uuid
                   else o.order_number = p_reference
              end
          and (p_customer_id is null and p_cart_token is null
               or spindle.is_owner(o.customer_id, o.token_hash, p_customer_id, p_cart_token))),
      jsonb_build_object('outcome', 'not_found')));
end;
$$;

grant execute on function spindle.price_explanation_view to spindle_component;
