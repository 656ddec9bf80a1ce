-- What the bench needs in its own database: a shop, and carts and checkouts in any number. All of
-- them go through the functions that requests go through.
create schema spindle_bench;

-- A tenant with 50 products, so that orders seldom wait for the same row, and a coupon.
create function spindle_bench.open_shop(p_tenant_id text)
  returns void
  language sql
begin atomic
  insert into spindle.tenants (tenant_id, name, currency, country, created_at)
  values (p_tenant_id, 'Bench', 'USD', 'US', spindle.clock());

  insert into spindle.tax_rates (tenant_id, country, name, rate)
  values (p_tenant_id, 'US', 'Sales tax', 0.08);

  insert into spindle.shipping_methods (tenant_id, code, name)
  values (p_tenant_id, 'STANDARD', 'Standard');

  insert into spindle.shipping_rates (tenant_id, code, amount_minor)
  values (p_tenant_id, 'STANDARD', 500);

  insert into spindle.warehouses (tenant_id, warehouse, name, country)
  values (p_tenant_id, 'MAIN', 'The only one', 'US');

  insert into spindle.products (tenant_id, product_id, name, description, categories, created_at, updated_at)
  select p_tenant_id, lpad(i::text, 32, '0')::uuid, 'Product ' || i, 'One of fifty.', '{bench}', spindle.clock(), spindle.clock()
    from generate_series(0, 49) i;

  insert into spindle.variants (tenant_id, sku, variant_id, product_id, name)
  select p_tenant_id, 'SKU-' || lpad(i::text, 2, '0'), lpad((100 + i)::text, 32, '0')::uuid,
         lpad(i::text, 32, '0')::uuid, ''
    from generate_series(0, 49) i;

  insert into spindle.prices (tenant_id, sku, price_id, currency, amount_minor)
  select p_tenant_id, v.sku, gen_random_uuid(), 'USD', 1000 + 50 * i
    from generate_series(0, 49) i
    join spindle.variants v on v.tenant_id = p_tenant_id and v.sku = 'SKU-' || lpad(i::text, 2, '0');

  insert into spindle.stock (tenant_id, sku, warehouse, on_hand)
  select p_tenant_id, v.sku, 'MAIN', 1000000000 from spindle.variants v where v.tenant_id = p_tenant_id;

  insert into spindle.stock_movements
         (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
  select p_tenant_id, s.sku, s.warehouse, 'receive', s.on_hand, 0, 'bench data', 'bench', spindle.clock()
    from spindle.stock s where s.tenant_id = p_tenant_id;

  insert into spindle.campaigns
         (tenant_id, campaign_id, name, coupon_code, kind, percentage, minimum_minor)
  values (p_tenant_id, gen_random_uuid(), '10 % off', 'BENCH10', 'percentage', 10, 0);
end;

-- Empty carts, each of a customer of its own: a customer's orders are counted for each quote, and
-- one who has placed thousands would be no fair customer.
create function spindle_bench.carts(p_tenant_id text, p_count bigint)
  returns table (customer_id uuid, id uuid)
  language plpgsql
as $$
begin
  for i in 1..p_count loop
    customer_id := gen_random_uuid();
    id := spindle.create_cart(p_tenant_id, customer_id, null, null, null)->'cart'->>'id';
    return next;
  end loop;
end;
$$;

-- Checkouts of two different items, with everything filled in.
create function spindle_bench.checkouts(p_tenant_id text, p_count bigint, p_payment jsonb)
  returns table (customer_id uuid, id uuid)
  language plpgsql
as $$
declare
  c_address constant jsonb := jsonb_build_object(
    'first_name', 'John', 'last_name', 'Doe', 'address_line1', '123 Main St', 'city', 'New York',
    'state', 'NY', 'postal_code', '10001', 'country', 'USA',
    'country_code', 'US', 'phone', '555-123-4567');
  v_cart    record;
  v_product integer;
  v_item    jsonb;
begin
  for v_cart in select c.customer_id, c.id from spindle_bench.carts(p_tenant_id, p_count) c loop
    v_product := floor(random() * 50);
    foreach v_product in array array[v_product, (v_product + 1 + floor(random() * 49)::integer) % 50] loop
      v_item := jsonb_build_object('sku', 'SKU-' || lpad(v_product::text, 2, '0'));
      perform spindle.add_cart_item(p_tenant_id, v_cart.customer_id, null, null, v_cart.id, null, v_item, 1);
    end loop;

    customer_id := v_cart.customer_id;
    id := spindle.start_checkout(p_tenant_id, customer_id, null, null, v_cart.id)->'checkout'->>'id';
    perform spindle.save_checkout(p_tenant_id, customer_id, null, id, p_payment || jsonb_build_object(
      'shipping_address', c_address, 'billing_address', c_address, 'shipping_method', 'STANDARD'));
    return next;
  end loop;
end;
$$;
