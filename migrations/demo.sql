-- A small shop to try things out in. Loading it again changes nothing.
insert into spindle.tenants (tenant_id, name, currency, tax_rate, created_at)
values ('demo', 'Demo Outfitters', 'USD', 0.08, spindle.clock())
on conflict do nothing;

insert into spindle.shipping_methods (tenant_id, code, name, amount_minor)
values ('demo', 'STANDARD', 'Standard, 3 to 5 days', 500),
       ('demo', 'EXPRESS',  'Express, next day',    1500),
       ('demo', 'PICKUP',   'Pick up in the shop',     0)
on conflict do nothing;

insert into spindle.products (tenant_id, product_id, name, description, categories, created_at)
select 'demo', id::uuid, name, description, categories, spindle.clock()
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
  insert into spindle.prices (tenant_id, sku, currency, amount_minor)
  select 'demo', sku, 'USD', amount_minor from goods join variants using (sku)
), stock as (
  insert into spindle.stock (tenant_id, sku, on_hand)
  select 'demo', sku, on_hand from goods join variants using (sku)
)
insert into spindle.stock_movements
       (tenant_id, sku, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
select 'demo', sku, 'receive', on_hand, 0, 'demo data', 'demo', spindle.clock()
  from goods join variants using (sku);

insert into spindle.campaigns
       (tenant_id, campaign_id, name, coupon_code, kind, percentage, minimum_minor, maximum_minor)
values ('demo', '00000000-0000-4000-8000-000000000201', '10 % off in summer', 'SUMMER10', 'percentage', 10, 0, 5000),
       ('demo', '00000000-0000-4000-8000-000000000202', 'Free shipping from 50.00', 'FREESHIP', 'free_shipping', null, 5000, null)
on conflict do nothing;
