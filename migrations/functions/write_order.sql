-- Writes an order with its lines and addresses: the snapshot of a checkout at a
-- quote. The caller has checked everything.
create or replace function spindle.write_order(
  p_order_id     uuid,
  p_checkout     spindle.checkouts,
  p_quote        jsonb,
  p_is_confirmed boolean
)
  returns void
  language plpgsql
as $$
declare
  v_now     timestamptz := spindle.clock();
  v_billing jsonb := case when p_checkout.billing_same then p_checkout.shipping_address
                          else p_checkout.billing_address end;
  v_cart    spindle.carts;
  v_number  text;
begin
  select c.* into strict v_cart
    from spindle.carts c
   where c.tenant_id = p_checkout.tenant_id and c.cart_id = p_checkout.cart_id;

  loop
    v_number := spindle.new_order_number();

    insert into spindle.orders
           (tenant_id, order_id, order_number, checkout_id, cart_id, customer_id, token_hash,
            email, status, payment_status, payment_method, shipping_method, currency,
            subtotal_minor, discount_minor, shipping_minor, tax_minor, total_minor,
            shipping_tax_rate, prices_include_tax, explanation, notes, search, placed_at, updated_at)
    select p_checkout.tenant_id, p_order_id, v_number,
           p_checkout.checkout_id, p_checkout.cart_id, v_cart.customer_id, v_cart.token_hash,
           coalesce(p_checkout.email, p_checkout.shipping_address->>'email'),
           case when p_is_confirmed then 'CONFIRMED' else 'PENDING' end,
           case when q.total_minor = 0 then 'PAID' else 'PENDING' end,
           p_checkout.payment_method, p_checkout.shipping_method, q.currency, q.subtotal_minor,
           q.discount_minor, q.shipping_minor, q.tax_minor, q.total_minor,
           q.shipping_tax_rate, q.prices_include_tax, q.explanation, p_checkout.notes,
           spindle.order_words(
             p_checkout.tenant_id, v_number, p_checkout.email, p_checkout.shipping_address, v_billing,
             array(select line->>'sku' from jsonb_array_elements(p_quote->'lines') line)),
           v_now, v_now
      from jsonb_to_record(p_quote) as q(
             currency text, subtotal_minor bigint, discount_minor bigint, shipping_minor bigint,
             tax_minor bigint, total_minor bigint, shipping_tax_rate numeric, prices_include_tax boolean,
             explanation jsonb)
    on conflict (tenant_id, order_number) do nothing;

    exit when found;
  end loop;

  insert into spindle.order_lines
         (tenant_id, order_id, line_id, line_number, product_id, variant_id, sku, name, quantity,
          unit_price_minor, subtotal_minor, discount_minor, tax_minor, tax_rate, warehouse)
  select p_checkout.tenant_id, p_order_id, l.line_id, l.position, l.product_id, l.variant_id,
         l.sku, l.name, l.quantity, l.unit_price_minor, l.subtotal_minor, l.discount_minor,
         l.tax_minor, l.tax_rate, l.warehouse
    from rows from (jsonb_to_recordset(p_quote->'lines') as (
           line_id uuid, product_id uuid, variant_id uuid, sku text, name text, quantity bigint,
           unit_price_minor bigint, subtotal_minor bigint, discount_minor bigint, tax_minor bigint,
           tax_rate numeric, warehouse text))
         with ordinality as l(line_id, product_id, variant_id, sku, name, quantity,
           unit_price_minor, subtotal_minor, discount_minor, tax_minor, tax_rate, warehouse, position);

  insert into spindle.order_line_parts (tenant_id, order_id, line_id, sku, per_piece)
  select l.tenant_id, l.order_id, l.line_id, b.component_sku, b.quantity
    from spindle.order_lines l,
         lateral (select c.component_sku, c.quantity
                    from spindle.bundle_components c
                   where c.tenant_id = l.tenant_id and c.bundle_sku = l.sku
                  offset 0) b
   where l.tenant_id = p_checkout.tenant_id and l.order_id = p_order_id;

  insert into spindle.order_addresses (tenant_id, order_id, kind, address_id, address)
  values (p_checkout.tenant_id, p_order_id, 'SHIPPING', gen_random_uuid(), p_checkout.shipping_address),
         (p_checkout.tenant_id, p_order_id, 'BILLING', gen_random_uuid(), v_billing);
end;
$$;
