-- Demo Outfitters, tenant "demo": US dollars, tax on top, two warehouses. Loading it again changes
-- nothing.
insert into spindle.tenants (tenant_id, name, currency, country, region, time_zone, created_at)
values ('demo', 'Demo Outfitters', 'USD', 'US', '', 'America/New_York', spindle.clock())
on conflict do nothing;

-- New York leaves food untaxed and taxes shipping, California neither taxes food nor shipping; the
-- rest of the country pays one rate.
insert into spindle.tax_rates (tenant_id, country, region, tax_class, name, rate)
values ('demo', 'US', '',   'standard', 'Sales tax',            0.08),
       ('demo', 'US', '',   'food',     'Sales tax on food',    0.02),
       ('demo', 'US', 'NY', 'standard', 'New York sales tax',   0.08875),
       ('demo', 'US', 'NY', 'food',     'New York sales tax',   0),
       ('demo', 'US', 'NY', 'shipping', 'New York sales tax',   0.08875),
       ('demo', 'US', 'CA', 'standard', 'California sales tax', 0.0725),
       ('demo', 'US', 'CA', 'food',     'California sales tax', 0)
on conflict do nothing;

insert into spindle.shipping_methods (tenant_id, code, name, kind, free_from_minor, position)
values ('demo', 'STANDARD', 'Standard, 3 to 5 days',   'flat',   15000, 1),
       ('demo', 'EXPRESS',  'Express, next day',       'flat',   null,  2),
       ('demo', 'FREIGHT',  'Freight, by weight',      'weight', null,  3),
       ('demo', 'ECONOMY',  'Economy, up to two weeks', 'amount', null, 4),
       ('demo', 'PICKUP',   'Pick up in the shop',     'pickup', null,  5)
on conflict do nothing;

-- Standard goes everywhere, and costs more to two states; freight and economy stay in the country;
-- freight ends at 50 kg.
insert into spindle.shipping_rates (tenant_id, code, country, region, from_value, amount_minor)
values ('demo', 'STANDARD', '',   '',   0,     500),
       ('demo', 'STANDARD', 'US', 'AK', 0,     1400),
       ('demo', 'STANDARD', 'US', 'HI', 0,     1600),
       ('demo', 'EXPRESS',  '',   '',   0,     3500),
       ('demo', 'EXPRESS',  'US', '',   0,     1500),
       ('demo', 'FREIGHT',  'US', '',   0,     900),
       ('demo', 'FREIGHT',  'US', '',   5000,  1900),
       ('demo', 'FREIGHT',  'US', '',   20000, 4900),
       ('demo', 'FREIGHT',  'US', '',   50000, null),
       ('demo', 'ECONOMY',  'US', '',   0,     700),
       ('demo', 'ECONOMY',  'US', '',   5000,  400),
       ('demo', 'ECONOMY',  'US', '',   10000, 0)
on conflict do nothing;

insert into spindle.warehouses (tenant_id, warehouse, name, country, region, priority, markup)
values ('demo', 'EAST', 'Newark', 'US', 'NJ', 10, 0),
       ('demo', 'WEST', 'Oakland', 'US', 'CA', 20, 0.03)
on conflict do nothing;

-- The second is the gold customer of README, the third buys for a shop.
insert into spindle.customers (tenant_id, customer_id, vip_level, segments, updated_at)
values ('demo', 'c0ffee00-0000-4000-8000-000000000002', 'gold', '{}',          spindle.clock()),
       ('demo', 'c0ffee00-0000-4000-8000-000000000003', null,   '{wholesale}', spindle.clock())
on conflict do nothing;

insert into spindle.campaigns
       (tenant_id, campaign_id, name, campaign_type, coupon_code, kind, percentage, amount_minor,
        minimum_minor, maximum_minor, vip_levels, segments)
values ('demo', '00000000-0000-4000-8000-000000000201', '10 % off in summer', 'cart', 'SUMMER10', 'percentage', 10, null, 0, 5000, '{}', '{}'),
       ('demo', '00000000-0000-4000-8000-000000000202', 'Free shipping from 50.00', 'cart', 'FREESHIP', 'free_shipping', null, null, 5000, null, '{}', '{}'),
       ('demo', '00000000-0000-4000-8000-000000000203', '15.00 off from 100.00', 'cart', 'TAKE15', 'fixed_amount', null, 1500, 10000, null, '{}', '{}'),
       ('demo', '00000000-0000-4000-8000-000000000204', '15 % for gold customers', 'customer', 'GOLD15', 'percentage', 15, null, 0, 10000, '{gold}', '{}'),
       ('demo', '00000000-0000-4000-8000-000000000205', '5 % for wholesale', 'customer', 'TRADE5', 'percentage', 5, null, 50000, null, '{}', '{wholesale}')
on conflict do nothing;

-- One of each kind. Those without a code apply by themselves, to goods that the tour in README does not buy.
insert into spindle.campaigns
       (tenant_id, campaign_id, name, campaign_type, coupon_code, kind, percentage, amount_minor,
        buy_quantity, get_quantity, pick, tier_basis, tiers, gift_sku, gift_quantity, covers,
        minimum_minor, first_order, customer_limit, budget_minor, lane)
values ('demo', '00000000-0000-4000-8000-000000000206', 'Three energy bars for two', 'catalog', null, 'buy_get', 100, null, 2, 1, 'cheapest', null, null, null, null, '{"skus": ["BAR-APPLE", "BAR-COCOA", "BAR-PEANUT"]}', 0, false, null, null, 'food'),
       ('demo', '00000000-0000-4000-8000-000000000207', 'Food by the box', 'catalog', null, 'tiered', null, null, null, null, null, 'quantity', '[{"from": 24, "percentage": "5"}, {"from": 48, "percentage": "10"}]', null, null, '{"categories": ["food"]}', 0, false, null, null, 'food'),
       ('demo', '00000000-0000-4000-8000-000000000208', 'Socks for 15.00', 'catalog', 'SOCKS15', 'fixed_price', null, 1500, null, null, null, null, null, null, null, '{"skus": ["SOCKS-GRAY-S", "SOCKS-GRAY-M", "SOCKS-GRAY-L", "SOCKS-OLIVE-S", "SOCKS-OLIVE-M", "SOCKS-OLIVE-L"]}', 0, false, null, null, null),
       ('demo', '00000000-0000-4000-8000-000000000209', 'A mug with a tent', 'cart', 'TENTMUG', 'gift', null, null, null, null, null, null, null, 'MUG-350', 1, '{"categories": ["shelter"]}', 10000, false, null, null, null),
       ('demo', '00000000-0000-4000-8000-00000000020a', 'Half the shipping', 'cart', 'HALFSHIP', 'shipping_percentage', 50, null, null, null, null, null, null, null, null, '{}', 0, false, null, null, 'shipping'),
       ('demo', '00000000-0000-4000-8000-00000000020b', '10.00 off the first order', 'customer', 'WELCOME', 'fixed_amount', null, 1000, null, null, null, null, null, null, null, '{}', 4000, true, 1, 100000, null)
on conflict do nothing;
