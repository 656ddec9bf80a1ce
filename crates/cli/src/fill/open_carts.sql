-- $1 seed, $2 customers, $3 tenants, $4 first, $5 last. Carts that nobody has ordered yet.
with carts as (
  insert into spindle.carts
         (tenant_id, cart_id, customer_id, currency, status, version, created_at, updated_at, expires_at)
  select t.tenant_id, pg_temp.id($1, 'open', n), pg_temp.id($1, 'customer', c), t.currency, 'open', 2,
         spindle.clock() - interval '1 hour' * (n % 700), spindle.clock() - interval '1 hour' * (n % 700),
         spindle.clock() + interval '90 days' - interval '1 hour' * (n % 700)
    from generate_series($4::bigint, $5::bigint) n
   cross join lateral (select pg_temp.dice($1, n, 3, $2::bigint) as c) customer
    join fill_tenants t on t.number = pg_temp.skewed($1, c, 2, $3::bigint)
  returning tenant_id, cart_id, updated_at
)
insert into spindle.cart_lines (tenant_id, cart_id, line_id, sku, quantity, added_at)
select c.tenant_id, c.cart_id, pg_temp.id($1, c.cart_id::text, i), pg_temp.sku(p.product, 1), i, c.updated_at
  from carts c
  join fill_tenants t using (tenant_id)
 cross join generate_series(1, 2) i
 cross join lateral (
   select (pg_temp.skewed($1, hashtextextended(c.cart_id::text, i) >> 16, i, t.products) - 1) * $3 + t.number as product) p
