-- $1 seed, $2 tenants, $3 products. One statement: the shops with everything but goods.
with plan as (
  select $1::bigint as seed, $2::bigint as tenants, $3::bigint as products
), shops as (
  insert into fill_tenants
  select n, format('fill-%s-%s', seed, n), home.currency, home.country, home.tax_rate, home.prices_include_tax,
         products / tenants + (n <= products % tenants)::int
    from plan
   cross join generate_series(1, tenants) n
    join (values (0, 'USD', 'US', 0.0825, false), (1, 'EUR', 'DE', 0.19, true),
                 (2, 'THB', 'TH', 0.07, true), (3, 'VND', 'VN', 0.1, false)
         ) as home(choice, currency, country, tax_rate, prices_include_tax)
      on home.choice = pg_temp.dice(seed, n, 1, 4)
  returning *
), tenants as (
  insert into spindle.tenants (tenant_id, name, currency, country, prices_include_tax, created_at)
  select tenant_id, 'Shop ' || number, currency, country, prices_include_tax, spindle.clock() - interval '731 days'
    from shops
), rates as (
  insert into spindle.tax_rates (tenant_id, country, name, rate)
  select tenant_id, country, 'Tax', tax_rate from shops
), methods as (
  insert into spindle.shipping_methods (tenant_id, code, name, position)
  select tenant_id, code, name, position
    from shops
   cross join (values ('STANDARD', 'Standard', 1), ('EXPRESS', 'Express', 2)) as m(code, name, position)
), method_rates as (
  insert into spindle.shipping_rates (tenant_id, code, amount_minor)
  select tenant_id, code, amount_minor
    from shops
   cross join (values ('STANDARD', 500), ('EXPRESS', 1500)) as m(code, amount_minor)
), warehouses as (
  insert into spindle.warehouses (tenant_id, warehouse, name, country, priority, markup)
  select tenant_id, warehouse, name, country, priority, 0
    from shops
   cross join (values ('MAIN', 'Main', 10), ('SECOND', 'Second', 20)) as w(warehouse, name, priority)
)
insert into spindle.campaigns (tenant_id, campaign_id, name, coupon_code, kind, percentage)
select tenant_id, pg_temp.id(seed, 'campaign', number), '10 % off', 'SAVE10', 'percentage', 10
  from shops, plan
