insert into spindle.tenants (tenant_id, name, currency, tax_rate, created_at)
values (:tenant, 'Test', 'USD', 0.08, spindle.clock());

insert into spindle.shipping_methods (tenant_id, code, name, amount_minor)
values (:tenant, 'STANDARD', 'Standard', 500), (:tenant, 'PICKUP', 'Pick up', 0);

insert into spindle.products (tenant_id, product_id, name, description, categories, created_at)
values (:tenant, '00000000-0000-4000-8000-000000000001', 'Mug', 'Enamel', '{kitchen}', spindle.clock()),
       (:tenant, '00000000-0000-4000-8000-000000000002', 'Shirt', 'Merino', '{clothing}', spindle.clock()),
       (:tenant, '00000000-0000-4000-8000-000000000003', 'Stove', 'The last one', '{kitchen}', spindle.clock());

insert into spindle.variants (tenant_id, sku, variant_id, product_id, name)
values (:tenant, 'MUG',     '00000000-0000-4000-8000-000000000101', '00000000-0000-4000-8000-000000000001', ''),
       (:tenant, 'SHIRT-M', '00000000-0000-4000-8000-000000000102', '00000000-0000-4000-8000-000000000002', 'Medium'),
       (:tenant, 'SHIRT-L', '00000000-0000-4000-8000-000000000103', '00000000-0000-4000-8000-000000000002', 'Large'),
       (:tenant, 'STOVE',   '00000000-0000-4000-8000-000000000104', '00000000-0000-4000-8000-000000000003', '');

insert into spindle.prices (tenant_id, sku, currency, amount_minor)
values (:tenant, 'MUG', 'USD', 1250), (:tenant, 'SHIRT-M', 'USD', 5999),
       (:tenant, 'SHIRT-L', 'USD', 5999), (:tenant, 'STOVE', 'USD', 12900);

with arrived as (
  insert into spindle.stock (tenant_id, sku, on_hand)
  values (:tenant, 'MUG', 100), (:tenant, 'SHIRT-M', 10), (:tenant, 'SHIRT-L', 10), (:tenant, 'STOVE', 1)
  returning sku, on_hand
)
insert into spindle.stock_movements
       (tenant_id, sku, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
select :tenant, sku, 'receive', on_hand, 0, 'test data', 'test', spindle.clock() from arrived;

insert into spindle.campaigns
       (tenant_id, campaign_id, name, coupon_code, kind, percentage, minimum_minor, uses_limit)
values (:tenant, '00000000-0000-4000-8000-000000000201', '10 % off', 'SUMMER10', 'percentage', 10, 0, null),
       (:tenant, '00000000-0000-4000-8000-000000000202', 'Free shipping', 'FREESHIP', 'free_shipping', null, 5000, null),
       (:tenant, '00000000-0000-4000-8000-000000000203', 'Once', 'ONCE', 'percentage', 50, 0, 1);
