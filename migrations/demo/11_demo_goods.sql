-- What Demo Outfitters sells: 64 products with their variants, prices and stock.
--
-- One statement: what comes with a variant (prices, stock, the movement that explains it) is
-- written when the variant is, or not at all.
with goods(number, first_variant, code, name, description, categories, attributes, tax_class, price, grams, colors, sizes, on_hand) as (
  values
    (1,  101,  'BACKPACK-28', 'Trail Backpack', '28 liters, rain cover included.', '{bags,outdoor}', '{"liters": 28}', 'standard', 8995, 950, '', '', 50),
    (2,  102,  'MUG-350', 'Enamel Mug', 'Holds 350 ml, survives the campfire.', '{kitchen,outdoor}', '{"ml": 350}', 'standard', 1250, 140, '', '', 500),
    (3,  103,  'SHIRT', 'Merino Shirt', 'Warm when wet.', '{clothing}', '{"material": "merino"}', 'standard', 5999, 180, '', 'S,M,L', 35),
    (4,  106,  'LAMP-400', 'Head Lamp', '400 lumen, rechargeable.', '{outdoor,electronics}', '{"lumen": 400}', 'standard', 3999, 85, '', '', 80),
    (5,  107,  'MAP-CASE', 'Map Case', 'Waterproof.', '{bags}', '{}', 'standard', 1499, 60, '', '', 120),
    (6,  108,  'STOVE-TI', 'Titanium Stove', 'The last one of its kind.', '{kitchen,outdoor}', '{"material": "titanium"}', 'standard', 12900, 210, '', '', 1),
    (7,  null, 'TEE', 'Camp Tee', 'Organic cotton, cut straight.', '{clothing}', '{"material": "cotton"}', 'standard', 2400, 160, 'Black,Olive,Sand', 'S,M,L,XL', 40),
    (8,  null, 'HOODIE', 'Fleece Hoodie', 'Two pockets and a hood that stays.', '{clothing}', '{"material": "fleece"}', 'standard', 6900, 420, 'Black,Navy', 'S,M,L,XL', 25),
    (9,  null, 'RAIN', 'Rain Jacket', 'Three layers, taped seams.', '{clothing,outdoor}', '{"water_column_mm": 20000}', 'standard', 18900, 380, 'Red,Navy', 'S,M,L,XL', 12),
    (10, null, 'DOWN', 'Down Jacket', '800 fill power, packs into its pocket.', '{clothing,outdoor}', '{"fill_power": 800}', 'standard', 24900, 340, 'Black,Orange', 'S,M,L,XL', 10),
    (11, null, 'PANTS', 'Trail Pants', 'Stretch where it matters.', '{clothing}', '{}', 'standard', 8900, 330, 'Olive,Sand', '30,32,34,36', 18),
    (12, null, 'SHORTS', 'River Shorts', 'Dry before lunch.', '{clothing}', '{}', 'standard', 4900, 180, 'Olive,Navy', '30,32,34,36', 18),
    (13, null, 'SOCKS', 'Wool Socks', 'Cushioned heel and toe.', '{clothing}', '{"material": "merino"}', 'standard', 1900, 70, 'Gray,Olive', 'S,M,L', 200),
    (14, null, 'CAP', 'Five-Panel Cap', 'Folds flat.', '{clothing,accessories}', '{}', 'standard', 2900, 80, 'Black,Sand,Orange', '', 60),
    (15, null, 'BEANIE', 'Knit Beanie', 'Wool, knit double.', '{clothing,accessories}', '{"material": "wool"}', 'standard', 2700, 75, 'Gray,Navy,Red', '', 90),
    (16, null, 'GLOVES', 'Liner Gloves', 'Work on screens.', '{clothing,accessories}', '{}', 'standard', 2900, 50, '', 'S,M,L', 70),
    (17, null, 'BOOT', 'Hiking Boot', 'Ankle-high, resoleable.', '{footwear,outdoor}', '{"height": "mid"}', 'standard', 19900, 1180, 'Brown', '8,9,10,11,12', 14),
    (18, null, 'RUNNER', 'Trail Runner', 'Grip on wet rock.', '{footwear,outdoor}', '{"drop_mm": 6}', 'standard', 13900, 560, 'Black,Orange', '8,9,10,11,12', 16),
    (19, null, 'SANDAL', 'Camp Sandal', 'For rivers and evenings.', '{footwear}', '{}', 'standard', 5900, 480, 'Black', '8,9,10,11,12', 20),
    (20, null, 'GAITER', 'Gaiters', 'Keep the stones out.', '{footwear,accessories}', '{}', 'standard', 3900, 190, '', 'M,L', 40),
    (21, null, 'TENT-2', 'Two-Person Tent', 'Free-standing, 3 seasons.', '{outdoor,shelter}', '{"persons": 2}', 'standard', 32900, 1950, 'Olive,Orange', '', 15),
    (22, null, 'TENT-4', 'Four-Person Tent', 'Stand up in it.', '{outdoor,shelter}', '{"persons": 4}', 'standard', 44900, 4200, '', '', 8),
    (23, null, 'TARP', 'Tarp 3 x 3', 'Ripstop, twelve loops.', '{outdoor,shelter}', '{"meters": "3x3"}', 'standard', 9900, 620, 'Olive,Sand', '', 30),
    (24, null, 'HAMMOCK', 'Hammock', 'Holds 180 kg.', '{outdoor,shelter}', '{}', 'standard', 6900, 520, 'Navy,Orange', '', 35),
    (25, null, 'BAG-0', 'Sleeping Bag 0 C', 'Synthetic, dries fast.', '{outdoor,sleep}', '{"comfort_c": 0}', 'standard', 15900, 1250, '', 'Regular,Long', 18),
    (26, null, 'BAG-10', 'Sleeping Bag -10 C', 'Down, for winter.', '{outdoor,sleep}', '{"comfort_c": -10}', 'standard', 34900, 1180, '', 'Regular,Long', 9),
    (27, null, 'MAT', 'Sleeping Mat', 'Inflates itself, R 4.', '{outdoor,sleep}', '{"r_value": 4}', 'standard', 11900, 640, '', 'Regular,Long', 26),
    (28, null, 'PILLOW', 'Camp Pillow', 'Small when packed.', '{outdoor,sleep}', '{}', 'standard', 3400, 110, 'Gray,Orange', '', 75),
    (29, null, 'BLANKET', 'Wool Blanket', 'Made of leftovers.', '{sleep,home}', '{"material": "wool"}', 'standard', 9900, 1600, 'Gray,Red', '', 22),
    (30, null, 'POT-1L', 'Pot, 1 Liter', 'Hard anodized.', '{kitchen,outdoor}', '{"ml": 1000}', 'standard', 4900, 190, '', '', 60),
    (31, null, 'POT-2L', 'Pot, 2 Liters', 'Hard anodized.', '{kitchen,outdoor}', '{"ml": 2000}', 'standard', 5900, 290, '', '', 45),
    (32, null, 'PAN-24', 'Cast Iron Pan', '24 cm, seasoned.', '{kitchen}', '{"cm": 24}', 'standard', 4500, 2300, '', '', 40),
    (33, null, 'SPORK', 'Spork', 'Titanium, long handle.', '{kitchen,outdoor}', '{"material": "titanium"}', 'standard', 1400, 18, '', '', 400),
    (34, null, 'KNIFE', 'Folding Knife', 'Locks.', '{kitchen,tools}', '{"blade_mm": 80}', 'standard', 5900, 95, 'Black,Orange', '', 50),
    (35, null, 'BOTTLE', 'Steel Bottle', 'Single wall.', '{kitchen,outdoor}', '{}', 'standard', 2900, 210, 'Black,Navy,Red', '500ml,1000ml', 80),
    (36, null, 'FLASK', 'Vacuum Flask', 'Hot for 24 hours.', '{kitchen}', '{"ml": 750}', 'standard', 3900, 380, 'Black,Olive', '', 65),
    (37, null, 'FILTER', 'Water Filter', '0.1 micron.', '{outdoor,tools}', '{"micron": 0.1}', 'standard', 4400, 90, '', '', 70),
    (38, null, 'GAS-230', 'Gas Canister', '230 g, ships by ground.', '{kitchen,outdoor}', '{"grams": 230}', 'standard', 895, 380, '', '', 300),
    (39, null, 'STOVE-G', 'Gas Stove', 'Boils a liter in four minutes.', '{kitchen,outdoor}', '{}', 'standard', 5900, 120, '', '', 55),
    (40, null, 'COFFEE', 'Camp Coffee', 'Ground, 250 g.', '{food}', '{"grams": 250}', 'food', 1390, 270, '', 'Light,Dark', 180),
    (41, null, 'TEA', 'Herbal Tea', 'Twenty bags.', '{food}', '{"bags": 20}', 'food', 690, 60, '', 'Mint,Ginger', 160),
    (42, null, 'BAR', 'Energy Bar', 'Oats, dates and nuts.', '{food}', '{"kcal": 260}', 'food', 290, 65, '', 'Apple,Cocoa,Peanut', 900),
    (43, null, 'MEAL', 'Trail Meal', 'Add hot water, wait eight minutes.', '{food}', '{"kcal": 640}', 'food', 1090, 140, '', 'Chili,Curry,Pasta', 240),
    (44, null, 'OATS', 'Morning Oats', 'With berries.', '{food}', '{"kcal": 420}', 'food', 590, 100, '', '', 260),
    (45, null, 'JERKY', 'Beef Jerky', 'Smoked over oak.', '{food}', '{"grams": 80}', 'food', 890, 85, '', 'Plain,Pepper', 210),
    (46, null, 'NUTS', 'Trail Mix', '500 g.', '{food}', '{"grams": 500}', 'food', 1190, 510, '', '', 170),
    (47, null, 'DUFFEL', 'Duffel', 'Carries like a backpack.', '{bags}', '{}', 'standard', 12900, 1100, 'Black,Orange', '40L,60L,90L', 15),
    (48, null, 'DAYPACK', 'Day Pack', '16 liters.', '{bags}', '{"liters": 16}', 'standard', 5900, 420, 'Black,Navy,Red', '', 45),
    (49, null, 'PACK-65', 'Expedition Pack', '65 liters, adjustable back.', '{bags,outdoor}', '{"liters": 65}', 'standard', 25900, 2100, '', 'M,L', 12),
    (50, null, 'DRYBAG', 'Dry Bag', 'Roll top.', '{bags,outdoor}', '{}', 'standard', 1900, 110, 'Orange,Navy', '5L,10L,20L', 100),
    (51, null, 'WALLET', 'Thin Wallet', 'Six cards and a note.', '{bags,accessories}', '{}', 'standard', 3900, 40, 'Black,Brown', '', 85),
    (52, null, 'BELT', 'Web Belt', 'Steel buckle.', '{accessories}', '{}', 'standard', 2400, 130, 'Black,Olive', 'M,L', 65),
    (53, null, 'WATCH', 'Field Watch', 'Solar, 100 m.', '{electronics,accessories}', '{"water_m": 100}', 'standard', 18900, 60, 'Black,Olive', '', 20),
    (54, null, 'GPS', 'Handheld GPS', 'Maps included.', '{electronics,outdoor}', '{}', 'standard', 29900, 170, '', '', 14),
    (55, null, 'RADIO', 'Weather Radio', 'Crank and solar.', '{electronics}', '{}', 'standard', 5900, 290, '', '', 38),
    (56, null, 'POWER', 'Power Bank', '10,000 mAh.', '{electronics}', '{"mah": 10000}', 'standard', 4900, 220, '', '', 110),
    (57, null, 'SOLAR', 'Solar Panel', '21 watt, folds.', '{electronics,outdoor}', '{"watt": 21}', 'standard', 8900, 480, '', '', 27),
    (58, null, 'LANTERN', 'Lantern', 'Warm light, 40 hours.', '{electronics,outdoor}', '{"lumen": 250}', 'standard', 3900, 240, 'Olive,Orange', '', 58),
    (59, null, 'COMPASS', 'Compass', 'Needle, no battery.', '{tools,outdoor}', '{}', 'standard', 3400, 45, '', '', 90),
    (60, null, 'AXE', 'Hatchet', 'Ash handle.', '{tools}', '{}', 'standard', 6900, 780, '', '', 24),
    (61, null, 'SAW', 'Folding Saw', 'Cuts on the pull.', '{tools}', '{}', 'standard', 3900, 210, '', '', 44),
    (62, null, 'ROPE', 'Rope', 'Braided.', '{tools,outdoor}', '{"mm": 6}', 'standard', 2400, 600, 'Orange', '10m,20m,50m', 60),
    (63, null, 'POLES', 'Trekking Poles', 'A pair, carbon.', '{outdoor}', '{"material": "carbon"}', 'standard', 12900, 430, '', '', 33),
    (64, 1300, 'CAMP-KIT', 'Camp Kit', 'Gas stove, pot, two mugs and two sporks.', '{kitchen,outdoor,kits}', '{}', 'standard', 12900, 0, '', '', 0)
), offers as (
  select coalesce(g.first_variant - 1, 10000 + 100 * g.number)
           + row_number() over (partition by g.number order by c.position, s.position) as variant,
         g.number, g.price, g.on_hand,
         concat_ws('-', g.code, upper(nullif(c.color, '')), upper(nullif(s.size, ''))) as sku,
         concat_ws(', ', nullif(c.color, ''),
                   case s.size when 'S' then 'Small' when 'M' then 'Medium' when 'L' then 'Large'
                               when 'XL' then 'Extra Large' else nullif(s.size, '') end) as name,
         jsonb_strip_nulls(jsonb_build_object(
           'color', nullif(c.color, ''), 'size', nullif(s.size, ''))) as attributes,
         g.grams
    from goods g
   cross join unnest(coalesce(nullif(string_to_array(g.colors, ','), '{}'), '{""}')) with ordinality c(color, position)
   cross join unnest(coalesce(nullif(string_to_array(g.sizes, ','), '{}'), '{""}')) with ordinality s(size, position)
), products as (
  insert into spindle.products
         (tenant_id, product_id, name, description, categories, attributes, tax_class, created_at, updated_at)
  select 'demo', ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid, name, description,
         categories::text[], attributes::jsonb, tax_class, spindle.clock(), spindle.clock()
    from goods
  on conflict do nothing
), variants as (
  insert into spindle.variants (tenant_id, sku, variant_id, product_id, name, attributes, weight_grams)
  select 'demo', sku, ('00000000-0000-4000-8000-' || lpad(variant::text, 12, '0'))::uuid,
         ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid, name, attributes, grams
    from offers
  on conflict do nothing
  returning sku
), new as (
  select offers.* from offers join variants using (sku)
), prices as (
  insert into spindle.prices
         (tenant_id, sku, price_id, currency, min_quantity, segment, vip_level, amount_minor)
  select 'demo', new.sku, gen_random_uuid(), 'USD', p.min_quantity, p.segment, p.vip_level,
         round(new.price * p.share)
    from new
    -- Everybody; ten and fifty of what is bought in numbers; shops; gold customers on clothing
    -- and footwear (products 7 to 20).
    join (values (1,  null,        null,   1.00, 0),
                 (10, null,        null,   0.90, 1),
                 (50, null,        null,   0.80, 1),
                 (1,  'wholesale', null,   0.75, 0),
                 (1,  null,        'gold', 0.88, 2)
         ) as p(min_quantity, segment, vip_level, share, only_for)
      on p.only_for = 0
      or p.only_for = 1 and new.number in (2, 13, 33, 38, 40, 41, 42, 43, 44, 45, 46)
      or p.only_for = 2 and new.number between 7 and 20
), stock as (
  insert into spindle.stock (tenant_id, sku, warehouse, on_hand, threshold)
  select 'demo', new.sku, w.warehouse,
         case w.warehouse when 'EAST' then new.on_hand else new.on_hand / 2 end, new.on_hand / 10
    from new
   cross join (values ('EAST'), ('WEST')) as w(warehouse)
   where new.number <> 64 and (w.warehouse = 'EAST' or new.on_hand >= 2)
  returning sku, warehouse, on_hand
), kit as (
  insert into spindle.bundle_components (tenant_id, bundle_sku, component_sku, quantity)
  select 'demo', new.sku, c.sku, c.quantity
    from new
   cross join (values ('STOVE-G', 1), ('POT-1L', 1), ('MUG-350', 2), ('SPORK', 2)) as c(sku, quantity)
   where new.number = 64
)
insert into spindle.stock_movements
       (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
select 'demo', sku, warehouse, 'receive', on_hand, 0, 'demo data', 'demo', spindle.clock()
  from stock
 order by sku, warehouse;
