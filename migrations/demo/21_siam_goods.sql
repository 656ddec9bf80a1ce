-- What Siam Goods sells: 20 products, priced in dong. One statement, as in 11_demo_goods.sql.
with goods(number, code, name, description, categories, attributes, price, grams, colors, sizes, on_hand) as (
  values
    (1,  'SILK-SCARF', 'Silk Scarf', 'Woven by hand.', '{clothing,silk}', '{"material": "silk"}', 690000, 80, 'Indigo,Gold,Jade', '', 60),
    (2,  'SILK-SHIRT', 'Silk Shirt', 'Mandarin collar.', '{clothing,silk}', '{"material": "silk"}', 1890000, 190, 'Indigo,White', 'S,M,L,XL', 20),
    (3,  'FISHER', 'Fisherman Pants', 'One size, tied.', '{clothing}', '{"material": "cotton"}', 390000, 280, 'Black,Indigo,Olive', '', 90),
    (4,  'SARONG', 'Sarong', 'Batik, two meters.', '{clothing}', '{"material": "cotton"}', 320000, 260, 'Red,Indigo', '', 110),
    (5,  'CONICAL', 'Conical Hat', 'Palm leaf.', '{accessories}', '{}', 95000, 150, '', '', 300),
    (6,  'TEAK-BOWL', 'Teak Bowl', 'Turned from one piece.', '{kitchen,wood}', '{"material": "teak"}', 450000, 620, '', 'Small,Large', 70),
    (7,  'TEAK-SPOON', 'Teak Spoons', 'Four of them.', '{kitchen,wood}', '{"material": "teak"}', 180000, 140, '', '', 160),
    (8,  'CELADON', 'Celadon Cup', 'Crackled glaze.', '{kitchen,ceramics}', '{"ml": 200}', 240000, 230, 'Jade,White', '', 140),
    (9,  'CELADON-POT', 'Celadon Teapot', 'For two cups.', '{kitchen,ceramics}', '{"ml": 450}', 780000, 640, 'Jade,White', '', 35),
    (10, 'BENJARONG', 'Benjarong Jar', 'Five colors, painted by hand.', '{home,ceramics}', '{}', 2450000, 480, '', '', 12),
    (11, 'LACQUER', 'Lacquer Tray', 'Eggshell inlay.', '{home,lacquer}', '{}', 560000, 520, 'Black,Red', 'Small,Large', 40),
    (12, 'LANTERN', 'Silk Lantern', 'Folds flat.', '{home,silk}', '{}', 210000, 180, 'Red,Gold,Indigo', '', 150),
    (13, 'BASKET', 'Rattan Basket', 'Woven in one day.', '{home,wood}', '{"material": "rattan"}', 340000, 700, '', 'Small,Medium,Large', 45),
    (14, 'CUSHION', 'Triangle Cushion', 'Kapok filling.', '{home}', '{"material": "kapok"}', 890000, 2600, 'Red,Indigo', '', 30),
    (15, 'INCENSE', 'Incense', 'Sandalwood, fifty sticks.', '{home}', '{"sticks": 50}', 60000, 90, '', '', 500),
    (16, 'SOAP', 'Rice Soap', 'With lemongrass.', '{care}', '{"grams": 100}', 55000, 110, '', 'Lemongrass,Jasmine', 420),
    (17, 'BALM', 'Tiger Balm', 'White.', '{care}', '{"grams": 30}', 70000, 60, '', '', 380),
    (18, 'COFFEE-VN', 'Robusta Coffee', 'Roasted dark, 500 g.', '{food}', '{"grams": 500}', 165000, 520, '', 'Beans,Ground', 210),
    (19, 'FISH-SAUCE', 'Fish Sauce', 'From Phu Quoc, 40 N.', '{food}', '{"ml": 500}', 125000, 900, '', '', 240),
    (20, 'TEA-SET', 'Tea Set', 'A teapot and four cups.', '{kitchen,ceramics,kits}', '{}', 1590000, 0, '', '', 0)
), offers as (
  select 10000 + 100 * g.number
           + row_number() over (partition by g.number order by c.position, s.position) as variant,
         g.number, g.price, g.on_hand, g.grams,
         concat_ws('-', g.code, upper(nullif(c.color, '')), upper(nullif(s.size, ''))) as sku,
         concat_ws(', ', nullif(c.color, ''),
                   case s.size when 'S' then 'Small' when 'M' then 'Medium' when 'L' then 'Large'
                               when 'XL' then 'Extra Large' else nullif(s.size, '') end) as name,
         jsonb_strip_nulls(jsonb_build_object(
           'color', nullif(c.color, ''), 'size', nullif(s.size, ''))) as attributes
    from goods g
   cross join unnest(coalesce(nullif(string_to_array(g.colors, ','), '{}'), '{""}')) with ordinality c(color, position)
   cross join unnest(coalesce(nullif(string_to_array(g.sizes, ','), '{}'), '{""}')) with ordinality s(size, position)
), products as (
  insert into spindle.products
         (tenant_id, product_id, name, description, categories, attributes, created_at, updated_at)
  select 'siam', ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid, name, description,
         categories::text[], attributes::jsonb, spindle.clock(), spindle.clock()
    from goods
  on conflict do nothing
), variants as (
  insert into spindle.variants (tenant_id, sku, variant_id, product_id, name, attributes, weight_grams)
  select 'siam', sku, ('00000000-0000-4000-8000-' || lpad(variant::text, 12, '0'))::uuid,
         ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid, name, attributes, grams
    from offers
  on conflict do nothing
  returning sku
), new as (
  select offers.* from offers join variants using (sku)
), prices as (
  insert into spindle.prices
         (tenant_id, sku, price_id, currency, min_quantity, segment, vip_level, amount_minor)
  select 'siam', new.sku, gen_random_uuid(), 'VND', p.min_quantity, p.segment, p.vip_level,
         round(new.price * p.share, -3)
    from new
   -- Everybody; twenty of one; resorts; gold customers.
   cross join (values (1,  null,      null,   1.00),
                      (20, null,      null,   0.85),
                      (1,  'resorts', null,   0.80),
                      (1,  null,      'gold', 0.92)
              ) as p(min_quantity, segment, vip_level, share)
), stock as (
  insert into spindle.stock (tenant_id, sku, warehouse, on_hand, threshold)
  select 'siam', new.sku, w.warehouse, new.on_hand / w.part, new.on_hand / 10
    from new
   cross join (values ('BKK', 3), ('SGN', 1)) as w(warehouse, part)
   where new.number <> 20
  returning sku, warehouse, on_hand
), kit as (
  insert into spindle.bundle_components (tenant_id, bundle_sku, component_sku, quantity)
  select 'siam', new.sku, c.sku, c.quantity
    from new
   cross join (values ('CELADON-POT-JADE', 1), ('CELADON-JADE', 4)) as c(sku, quantity)
   where new.number = 20
)
insert into spindle.stock_movements
       (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
select 'siam', sku, warehouse, 'receive', on_hand, 0, 'demo data', 'demo', spindle.clock()
  from stock
 order by sku, warehouse;
