-- A small shop to try things out in. Loading it again changes nothing.
insert into spindle.tenants (tenant_id, name, currency, country, created_at)
values ('demo', 'Demo Outfitters', 'USD', 'US', spindle.clock())
on conflict do nothing;

insert into spindle.tax_rates (tenant_id, country, name, rate)
values ('demo', 'US', 'Sales tax', 0.08)
on conflict do nothing;

insert into spindle.shipping_methods (tenant_id, code, name, kind, position)
values ('demo', 'STANDARD', 'Standard, 3 to 5 days', 'flat',   1),
       ('demo', 'EXPRESS',  'Express, next day',     'flat',   2),
       ('demo', 'PICKUP',   'Pick up in the shop',   'pickup', 3)
on conflict do nothing;

insert into spindle.shipping_rates (tenant_id, code, amount_minor)
values ('demo', 'STANDARD', 500),
       ('demo', 'EXPRESS', 1500)
on conflict do nothing;

insert into spindle.warehouses (tenant_id, warehouse, name, country)
values ('demo', 'EAST', 'New Jersey', 'US')
on conflict do nothing;

insert into spindle.products (tenant_id, product_id, name, description, categories, created_at, updated_at)
select 'demo', id::uuid, name, description, categories, spindle.clock(), spindle.clock()
  from (values
    ('00000000-0000-4000-8000-000000000001', 'Trail Backpack', '28 liters, rain cover included.', array['bags', 'outdoor']),
    ('00000000-0000-4000-8000-000000000002', 'Enamel Mug', 'Holds 350 ml, survives the campfire.', array['kitchen', 'outdoor']),
    ('00000000-0000-4000-8000-000000000003', 'Merino Shirt', 'Warm when wet.', array['clothing']),
    ('00000000-0000-4000-8000-000000000004', 'Head Lamp', '400 lumen, rechargeable.', array['outdoor', 'electronics']),
    ('00000000-0000-4000-8000-000000000005', 'Map Case', 'Waterproof.', array['bags']),
    ('00000000-0000-4000-8000-000000000006', 'Titanium Stove', 'The last one of its kind.', array['kitchen', 'outdoor'])
  ) as p(id, name, description, categories)
on conflict do nothing;

-- Stock arrives with its movement, or not at all.
with goods(sku, variant, product, name, amount_minor, on_hand) as (
  values
    ('BACKPACK-28',   '00000000-0000-4000-8000-000000000101', '00000000-0000-4000-8000-000000000001', '',       8995, 50),
    ('MUG-350',       '00000000-0000-4000-8000-000000000102', '00000000-0000-4000-8000-000000000002', '',       1250, 500),
    ('SHIRT-S',       '00000000-0000-4000-8000-000000000103', '00000000-0000-4000-8000-000000000003', 'Small',  5999, 20),
    ('SHIRT-M',       '00000000-0000-4000-8000-000000000104', '00000000-0000-4000-8000-000000000003', 'Medium', 5999, 35),
    ('SHIRT-L',       '00000000-0000-4000-8000-000000000105', '00000000-0000-4000-8000-000000000003', 'Large',  5999, 15),
    ('LAMP-400',      '00000000-0000-4000-8000-000000000106', '00000000-0000-4000-8000-000000000004', '',       3999, 80),
    ('MAP-CASE',      '00000000-0000-4000-8000-000000000107', '00000000-0000-4000-8000-000000000005', '',       1499, 120),
    ('STOVE-TI',      '00000000-0000-4000-8000-000000000108', '00000000-0000-4000-8000-000000000006', '',      12900, 1)
), variants as (
  insert into spindle.variants (tenant_id, sku, variant_id, product_id, name)
  select 'demo', sku, variant::uuid, product::uuid, name from goods
  on conflict do nothing
  returning sku
), prices as (
  insert into spindle.prices (tenant_id, sku, price_id, currency, amount_minor)
  select 'demo', sku, gen_random_uuid(), 'USD', amount_minor from goods join variants using (sku)
), stock as (
  insert into spindle.stock (tenant_id, sku, warehouse, on_hand)
  select 'demo', sku, 'EAST', on_hand from goods join variants using (sku)
)
insert into spindle.stock_movements
       (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
select 'demo', sku, 'EAST', 'receive', on_hand, 0, 'demo data', 'demo', spindle.clock()
  from goods join variants using (sku);

insert into spindle.campaigns
       (tenant_id, campaign_id, name, coupon_code, kind, percentage, minimum_minor, maximum_minor)
values ('demo', '00000000-0000-4000-8000-000000000201', '10 % off in summer', 'SUMMER10', 'percentage', 10, 0, 5000),
       ('demo', '00000000-0000-4000-8000-000000000202', 'Free shipping from 50.00', 'FREESHIP', 'free_shipping', null, 5000, null)
on conflict do nothing;
