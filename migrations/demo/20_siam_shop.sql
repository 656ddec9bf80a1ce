-- Siam Goods, tenant "siam": at home in Thailand, counts in baht, tax included in prices, buys from
-- Vietnam and so writes its prices in dong. Loading it again changes nothing.
insert into spindle.tenants
       (tenant_id, name, currency, sells_in, country, time_zone, prices_include_tax, rounding, return_days, created_at)
values ('siam', 'Siam Goods', 'THB', '{VND,USD}', 'TH', 'Asia/Bangkok', true, 'half_up', 14, spindle.clock())
on conflict do nothing;

insert into spindle.tax_rates (tenant_id, country, tax_class, name, rate)
values ('siam', 'TH', 'standard', 'VAT', 0.07),
       ('siam', 'TH', 'shipping', 'VAT', 0.07),
       ('siam', 'VN', 'standard', 'VAT', 0.10)
on conflict do nothing;

-- What the dong is worth in baht changed in June; the other rates are what carts in other
-- currencies need.
insert into spindle.exchange_rates (tenant_id, base, quote, valid_from, rate, source)
values ('siam', 'VND', 'THB', '2026-01-01T00:00:00Z', 0.001342, 'Bank of Thailand'),
       ('siam', 'VND', 'THB', '2026-06-01T00:00:00Z', 0.001300, 'Bank of Thailand'),
       ('siam', 'THB', 'VND', '2026-06-01T00:00:00Z', 769.230769, 'Bank of Thailand'),
       ('siam', 'VND', 'USD', '2026-06-01T00:00:00Z', 0.00004, 'State Bank of Vietnam'),
       ('siam', 'USD', 'VND', '2026-06-01T00:00:00Z', 25000, 'State Bank of Vietnam'),
       ('siam', 'THB', 'USD', '2026-06-01T00:00:00Z', 0.030769, 'Bank of Thailand'),
       ('siam', 'USD', 'THB', '2026-06-01T00:00:00Z', 32.5, 'Bank of Thailand')
on conflict do nothing;

insert into spindle.shipping_methods (tenant_id, code, name, kind, free_from_minor, position)
values ('siam', 'STANDARD', 'Post, 2 to 4 days', 'flat',   100000, 1),
       ('siam', 'COURIER',  'Courier, by weight', 'weight', null,  2),
       ('siam', 'VALUE',    'Insured, by value', 'amount', null,   3),
       ('siam', 'PICKUP',   'Pick up in Bangkok', 'pickup', null,  4)
on conflict do nothing;

insert into spindle.shipping_rates (tenant_id, code, country, from_value, amount_minor)
values ('siam', 'STANDARD', '',   0,      25000),
       ('siam', 'STANDARD', 'TH', 0,      4500),
       ('siam', 'STANDARD', 'VN', 0,      12000),
       ('siam', 'COURIER',  'TH', 0,      6000),
       ('siam', 'COURIER',  'TH', 2000,   11000),
       ('siam', 'COURIER',  'TH', 10000,  25000),
       ('siam', 'COURIER',  'TH', 30000,  null),
       ('siam', 'VALUE',    '',   0,      30000),
       ('siam', 'VALUE',    '',   500000, 60000)
on conflict do nothing;

insert into spindle.warehouses (tenant_id, warehouse, name, country, region, priority, markup)
values ('siam', 'BKK', 'Bangkok', 'TH', 'BANGKOK', 10, 0.05),
       ('siam', 'SGN', 'Saigon', 'VN', '', 20, -0.02)
on conflict do nothing;

insert into spindle.customers (tenant_id, customer_id, vip_level, segments, updated_at)
values ('siam', 'c0ffee00-0000-4000-8000-000000000002', 'gold', '{}',        spindle.clock()),
       ('siam', 'c0ffee00-0000-4000-8000-000000000003', null,   '{resorts}', spindle.clock())
on conflict do nothing;

insert into spindle.campaigns
       (tenant_id, campaign_id, name, campaign_type, coupon_code, kind, percentage, amount_minor,
        minimum_minor, maximum_minor, vip_levels)
values ('siam', '00000000-0000-4000-8000-000000000201', '10 % off in summer', 'cart', 'SUMMER10', 'percentage', 10, null, 0, 150000, '{}'),
       ('siam', '00000000-0000-4000-8000-000000000202', 'Free shipping from 500.00', 'cart', 'FREESHIP', 'free_shipping', null, null, 50000, null, '{}'),
       ('siam', '00000000-0000-4000-8000-000000000203', '100.00 off from 800.00', 'cart', 'SONGKRAN', 'fixed_amount', null, 10000, 80000, null, '{}'),
       ('siam', '00000000-0000-4000-8000-000000000204', '15 % for gold customers', 'customer', 'GOLD15', 'percentage', 15, null, 0, 300000, '{gold}')
on conflict do nothing;
