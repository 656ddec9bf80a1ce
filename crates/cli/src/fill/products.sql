-- $1 seed, $2 tenants, $3 first, $4 last. Products are dealt to the tenants in turn: product 1 is
-- the first one's, product $2 + 1 its second.
with plan as (
  select $1::bigint as seed, $2::bigint as tenants
), goods as (
  select p as product, t.tenant_id, t.currency, seed, pg_temp.id(seed, 'product', p) as product_id
    from plan
   cross join generate_series($3::bigint, $4::bigint) p
    join fill_tenants t on t.number = 1 + (p - 1) % tenants
), products as (
  insert into spindle.products
         (tenant_id, product_id, name, description, categories, attributes, created_at, updated_at)
  select tenant_id, product_id, pg_temp.product_name(seed, product),
         'Made of what is needed, and of nothing else. Number ' || product || ' of a long series.',
         array[(array['home', 'kitchen', 'clothing', 'outdoor', 'tools', 'toys', 'garden', 'office'])
                 [1 + pg_temp.dice(seed, product, 13, 8)]],
         jsonb_build_object('grade', pg_temp.dice(seed, product, 14, 5)),
         spindle.clock() - interval '730 days', spindle.clock() - interval '730 days'
    from goods
), offers as (
  select goods.*, v as variant, pg_temp.sku(product, v) as sku
    from goods
   cross join generate_series(1, pg_temp.variants_of(product)) v
), variants as (
  insert into spindle.variants (tenant_id, sku, variant_id, product_id, name, weight_grams)
  select tenant_id, sku, pg_temp.id(seed, 'variant', product * 4 + variant), product_id,
         case when pg_temp.variants_of(product) > 1 then (array['Small', 'Medium', 'Large'])[variant] else '' end,
         50 + pg_temp.dice(seed, product, 15, 5000)
    from offers
), prices as (
  insert into spindle.prices (tenant_id, sku, price_id, currency, min_quantity, amount_minor)
  select tenant_id, sku, pg_temp.id(seed, 'price' || tier.min_quantity, product * 4 + variant), currency,
         tier.min_quantity, pg_temp.price(seed, product, currency) * tier.percent / 100
    from offers
    join (values (1, 100), (10, 90)) as tier(min_quantity, percent)
      on tier.min_quantity = 1 or product % 2 = 0
), stock as (
  insert into spindle.stock (tenant_id, sku, warehouse, on_hand, threshold)
  select tenant_id, sku, w.warehouse, 1000000, 10
    from offers
    join (values ('MAIN'), ('SECOND')) as w(warehouse) on w.warehouse = 'MAIN' or product % 2 = 0
  returning tenant_id, sku, warehouse, on_hand
)
insert into spindle.stock_movements
       (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
select tenant_id, sku, warehouse, 'receive', on_hand, 0, 'generated', 'fill', spindle.clock() - interval '730 days'
  from stock
