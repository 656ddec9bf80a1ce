insert into spindle.tenants (tenant_id, name, currency, country, created_at)
values (:tenant, 'Test', 'USD', 'US', spindle.clock());

insert into spindle.tax_rates (tenant_id, country, name, rate)
values (:tenant, 'US', 'Sales tax', 0.08);

insert into spindle.shipping_methods (tenant_id, code, name, kind)
values (:tenant, 'STANDARD', 'Standard', 'flat'), (:tenant, 'PICKUP', 'Pick up', 'pickup');

insert into spindle.shipping_rates (tenant_id, code, amount_minor)
values (:tenant, 'STANDARD', 500);

insert into spindle.warehouses (tenant_id, warehouse, name, country)
values (:tenant, 'MAIN', 'The only one', 'US');

insert into spindle.products (tenant_id, product_id, name, description, categories, created_at, updated_at)
values (:tenant, '00000000-0000-4000-8000-000000000001', 'Mug', 'Enamel', '{kitchen}', spindle.clock(), spindle.clock()),
       (:tenant, '00000000-0000-4000-8000-000000000002', 'Shirt', 'Merino', '{clothing}', spindle.clock(), spindle.clock()),
       (:tenant, '00000000-0000-4000-8000-000000000003', 'Stove', 'The last one', '{kitchen}', spindle.clock(), spindle.clock());

insert into spindle.variants (tenant_id, sku, variant_id, product_id, name)
values (:tenant, 'MUG',     '00000000-0000-4000-8000-000000000101', '00000000-0000-4000-8000-000000000001', ''),
       (:tenant, 'SHIRT-M', '00000000-0000-4000-8000-000000000102', '00000000-0000-4000-8000-000000000002', 'Medium'),
       (:tenant, 'SHIRT-L', '00000000-0000-4000-8000-000000000103', '00000000-0000-4000-8000-000000000002', 'Large'),
       (:tenant, 'STOVE',   '00000000-0000-4000-8000-000000000104', '00000000-0000-4000-8000-000000000003', '');

insert into spindle.prices (tenant_id, sku, price_id, currency, amount_minor)
values (:tenant, 'MUG', gen_random_uuid(), 'USD', 1250), (:tenant, 'SHIRT-M', gen_random_uuid(), 'USD', 5999),
       (:tenant, 'SHIRT-L', gen_random_uuid(), 'USD', 5999), (:tenant, 'STOVE', gen_random_uuid(), 'USD', 12900);

with arrived as (
  insert into spindle.stock (tenant_id, sku, warehouse, on_hand)
  values (:tenant, 'MUG', 'MAIN', 100), (:tenant, 'SHIRT-M', 'MAIN', 10), (:tenant, 'SHIRT-L', 'MAIN', 10),
         (:tenant, 'STOVE', 'MAIN', 1)
  returning sku, warehouse, on_hand
)
insert into spindle.stock_movements
       (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
select :tenant, sku, warehouse, 'receive', on_hand, 0, 'test data', 'test', spindle.clock() from arrived;

insert into spindle.campaigns
       (tenant_id, campaign_id, name, coupon_code, kind, percentage, minimum_minor, uses_limit)
values (:tenant, '00000000-0000-4000-8000-000000000201', '10 % off', 'SUMMER10', 'percentage', 10, 0, null),
       (:tenant, '00000000-0000-4000-8000-000000000202', 'Free shipping', 'FREESHIP', 'free_shipping', null, 5000, null),
       (:tenant, '00000000-0000-4000-8000-000000000203', 'Once', 'ONCE', 'percentage', 50, 0, 1);
