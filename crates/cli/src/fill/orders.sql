-- $1 seed, $2 tenants, $3 orders in all, $4 customers, $5 first, $6 last.
--
-- Orders with everything that placing, paying and shipping them would have left behind: cart and
-- checkout, lines, addresses, history, reservations, movements, payments, campaign uses, events.
-- Order 1 is two years old, the last one is from now.
with plan as (
  select $1::bigint as seed, $2::bigint as tenants, $3::bigint as orders, spindle.clock() as now
), kinds(kind, up_to, status, payment_status, method, reservation, attempt) as (
  values
    ('completed', 60,  'COMPLETED',      'PAID',     'CREDIT_CARD',      'committed', 'succeeded'),
    ('shipped',   70,  'SHIPPED',        'PAID',     'CREDIT_CARD',      'committed', 'succeeded'),
    ('confirmed', 84,  'CONFIRMED',      'PAID',     'CREDIT_CARD',      'committed', 'succeeded'),
    ('cash',      90,  'CONFIRMED',      'PENDING',  'CASH_ON_DELIVERY', 'committed', null),
    ('refunded',  94,  'CANCELLED',      'REFUNDED', 'CREDIT_CARD',      'released',  'succeeded'),
    ('declined',  98,  'PAYMENT_FAILED', 'FAILED',   'CREDIT_CARD',      'released',  'declined'),
    ('waiting',   100, 'PENDING',        'PENDING',  'CREDIT_CARD',      'held',      'pending')
), steps(kind, minutes, status, payment_status, note) as (
  values
    ('completed', 0,     'PENDING',        'PENDING',  'Order placed'),
    ('completed', 2,     'CONFIRMED',      'PAID',     'Payment received'),
    ('completed', 1200,  'PROCESSING',     'PAID',     'Packed'),
    ('completed', 1800,  'SHIPPED',        'PAID',     'Handed over'),
    ('completed', 5400,  'DELIVERED',      'PAID',     'Delivered'),
    ('completed', 48000, 'COMPLETED',      'PAID',     'Nothing came back'),
    ('shipped',   0,     'PENDING',        'PENDING',  'Order placed'),
    ('shipped',   2,     'CONFIRMED',      'PAID',     'Payment received'),
    ('shipped',   1800,  'SHIPPED',        'PAID',     'Handed over'),
    ('confirmed', 0,     'PENDING',        'PENDING',  'Order placed'),
    ('confirmed', 2,     'CONFIRMED',      'PAID',     'Payment received'),
    ('cash',      0,     'CONFIRMED',      'PENDING',  'Order placed'),
    ('refunded',  0,     'PENDING',        'PENDING',  'Order placed'),
    ('refunded',  2,     'CONFIRMED',      'PAID',     'Payment received'),
    ('refunded',  540,   'CANCELLED',      'REFUNDED', 'Changed their mind'),
    ('declined',  0,     'PENDING',        'PENDING',  'Order placed'),
    ('declined',  2,     'PAYMENT_FAILED', 'FAILED',   'Payment declined'),
    ('waiting',   0,     'PENDING',        'PENDING',  'Order placed')
), moves(reservation, kind, on_hand_sign, reserved_sign, reason) as (
  values
    ('committed', 'reserve', 0,  1,  'order placed'),
    ('committed', 'commit',  -1, -1, 'order paid'),
    ('released',  'reserve', 0,  1,  'order placed'),
    ('released',  'release', 0,  -1, 'order given up'),
    ('held',      'reserve', 0,  1,  'order placed')
), picks as materialized (
  select n, seed, t.*, k.kind, k.status, k.payment_status, k.method, k.reservation, k.attempt,
         -- One of twelve buys without an account.
         case when pg_temp.dice(seed, n, 5, 12) > 0 then pg_temp.id(seed, 'customer', c) end as customer_id,
         pg_temp.id(seed, 'order', n) as order_id,
         'ORD-' || upper(substr(md5(seed || 'number' || n), 1, 10)) as order_number, pg_temp.id(seed, 'cart', n) as cart_id,
         pg_temp.id(seed, 'checkout', n) as checkout_id, pg_temp.id(seed, 'attempt', n) as attempt_id,
         pg_temp.address(seed, c, t.country) as address,
         pg_temp.dice(seed, n, 6, 8) = 0 and k.kind <> 'declined' as has_coupon,
         now - interval '730 days' * ((orders - n)::numeric / orders)::float as placed_at, now,
         n > orders - orders / 10 as is_recent
    from plan
   cross join generate_series($5::bigint, $6::bigint) n
   cross join lateral (select pg_temp.dice(seed, n, 3, $4::bigint) as c) customer
    join fill_tenants t on t.number = pg_temp.skewed(seed, c, 2, tenants)
   cross join lateral (
     select kinds.* from kinds where kinds.up_to > pg_temp.dice(seed, n, 7, 100) order by kinds.up_to limit 1) k
), bought as (
  select p.n, (pg_temp.skewed(seed, n * 8 + i, 8, p.products) - 1) * tenants.count + p.number as product,
         pg_temp.dice(seed, n * 8 + i, 9, 3) as variant_choice, 1 + pg_temp.dice(seed, n * 8 + i, 16, 3) as quantity
    from picks p
   cross join (select tenants as count from plan) tenants
   cross join lateral generate_series(1, 1 + pg_temp.dice(seed, n, 17, 4)) i
), lines as materialized (
  select p.*, b.product, b.variant, b.quantity, pg_temp.sku(b.product, b.variant) as sku,
         row_number() over (partition by p.n order by b.product, b.variant) as line_number,
         case when b.product % 2 = 0 and p.n % 4 = 0 then 'SECOND' else 'MAIN' end as warehouse,
         price.unit, price.unit * b.quantity as subtotal,
         case when p.has_coupon then price.unit * b.quantity / 10 else 0 end as discount
    from picks p
    join (select n, product, 1 + variant_choice % pg_temp.variants_of(product) as variant, sum(quantity)::bigint as quantity
            from bought group by 1, 2, 3) b using (n)
   cross join lateral (select pg_temp.price(p.seed, b.product, p.currency) as unit) price
), taxed as materialized (
  select l.*, case when prices_include_tax
                   then (subtotal - discount) - round((subtotal - discount) / (1 + tax_rate))
                   else round((subtotal - discount) * tax_rate) end::bigint as tax
    from lines l
), totals as materialized (
  select n, sum(subtotal)::bigint as subtotal, sum(discount)::bigint as discount, sum(tax)::bigint as tax,
         array_agg(sku) as skus
    from taxed group by n
), sums as materialized (
  select p.*, t.subtotal, t.discount, t.tax, t.skus,
         t.subtotal - t.discount + 500 + case when p.prices_include_tax then 0 else t.tax end as total
    from picks p join totals t using (n)
), carts as (
  insert into spindle.carts
         (tenant_id, cart_id, customer_id, token_hash, currency, status, version, created_at, updated_at, expires_at)
  select tenant_id, cart_id, customer_id,
         case when customer_id is null then sha256(convert_to(cart_id::text, 'UTF8')) end, currency,
         case when kind = 'declined' then 'open' else 'closed' end, 4,
         placed_at - interval '20 minutes', placed_at, placed_at + interval '90 days'
    from sums
), cart_lines as (
  insert into spindle.cart_lines (tenant_id, cart_id, line_id, sku, quantity, added_at)
  select tenant_id, cart_id, pg_temp.id(seed, 'line' || line_number, n), sku, quantity, placed_at - interval '15 minutes'
    from lines
), checkouts as (
  insert into spindle.checkouts
         (tenant_id, checkout_id, cart_id, customer_id, status, email, shipping_address, billing_same,
          shipping_method, payment_method, payment_token, version, started_at, updated_at, expires_at)
  select tenant_id, checkout_id, cart_id, customer_id, 'completed', n || '@example.com', address, true,
         'STANDARD', method, case when method = 'CREDIT_CARD' then 'tok_generated' end, 3,
         placed_at - interval '5 minutes', placed_at, placed_at + interval '1 day'
    from sums
), orders as (
  insert into spindle.orders
         (tenant_id, order_id, order_number, checkout_id, cart_id, customer_id, token_hash, email, status,
          payment_status, payment_method, shipping_method, currency, subtotal_minor, discount_minor,
          shipping_minor, tax_minor, total_minor, prices_include_tax, explanation, search, placed_at, updated_at,
          delivered_at)
  select tenant_id, order_id, order_number, checkout_id, cart_id, customer_id,
         case when customer_id is null then sha256(convert_to(cart_id::text, 'UTF8')) end,
         n || '@example.com', status, payment_status, method, 'STANDARD', currency, subtotal, discount, 500,
         tax, total, prices_include_tax, '[]',
         array_to_tsvector(spindle.search_words(tenant_id, array[
           order_number, n || '@example.com', address->>'first_name', address->>'last_name'] || skus)), placed_at,
         least(now, placed_at + interval '1 minute' * (select max(minutes) from steps where steps.kind = sums.kind)),
         case when kind = 'completed' then least(now, placed_at + interval '5400 minutes') end
    from sums
), order_lines as (
  insert into spindle.order_lines
         (tenant_id, order_id, line_id, line_number, product_id, variant_id, sku, name, quantity,
          unit_price_minor, subtotal_minor, discount_minor, tax_minor, tax_rate, warehouse, shipped)
  select tenant_id, order_id, pg_temp.id(seed, 'line' || line_number, n), line_number,
         pg_temp.id(seed, 'product', product), pg_temp.id(seed, 'variant', product * 4 + variant), sku,
         pg_temp.product_name(seed, product), quantity, unit, subtotal, discount, tax, tax_rate, warehouse,
         case when kind in ('shipped', 'completed') then quantity else 0 end
    from taxed
), shipments as (
  insert into spindle.shipments
         (tenant_id, shipment_id, order_id, carrier, tracking_number, shipped_at, delivered_at)
  select tenant_id, pg_temp.id(seed, 'shipment', n), order_id, 'POST', 'T' || n,
         least(now, placed_at + interval '1800 minutes'),
         case when kind = 'completed' then least(now, placed_at + interval '5400 minutes') end
    from sums
   where kind in ('shipped', 'completed')
), shipment_lines as (
  insert into spindle.shipment_lines (tenant_id, shipment_id, order_id, line_id, quantity)
  select tenant_id, pg_temp.id(seed, 'shipment', n), order_id, pg_temp.id(seed, 'line' || line_number, n), quantity
    from taxed
   where kind in ('shipped', 'completed')
), addresses as (
  insert into spindle.order_addresses (tenant_id, order_id, kind, address_id, address)
  select tenant_id, order_id, a.kind, pg_temp.id(seed, a.kind, n), address
    from sums cross join (values ('SHIPPING'), ('BILLING')) as a(kind)
), history as (
  insert into spindle.order_history (tenant_id, order_id, status, payment_status, note, actor, occurred_at)
  select s.tenant_id, s.order_id, steps.status, steps.payment_status, steps.note, 'fill',
         least(s.now, s.placed_at + interval '1 minute' * steps.minutes)
    from sums s join steps using (kind)
   order by s.n, steps.minutes
), reservations as (
  insert into spindle.reservations (tenant_id, order_id, sku, warehouse, quantity, status)
  select tenant_id, order_id, sku, warehouse, quantity, reservation from lines
), movements as (
  insert into spindle.stock_movements
         (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
  select l.tenant_id, l.sku, l.warehouse, m.kind, m.on_hand_sign * l.quantity, m.reserved_sign * l.quantity,
         l.order_id, m.reason, 'fill', l.placed_at
    from lines l join moves m using (reservation)
   order by l.n, l.line_number
), attempts as (
  insert into spindle.payment_attempts
         (tenant_id, attempt_id, order_id, amount_minor, currency, token, status, provider_reference, started_at, updated_at)
  select tenant_id, attempt_id, order_id, total, currency, 'tok_generated', attempt, 'ch_' || attempt_id, placed_at, placed_at
    from sums where attempt is not null
), refunds as (
  insert into spindle.payment_attempts
         (tenant_id, attempt_id, order_id, kind, of_attempt, amount_minor, currency, status, provider_reference, started_at, updated_at)
  select tenant_id, pg_temp.id(seed, 'refund', n), order_id, 'refund', attempt_id, total, currency, 'succeeded',
         're_' || attempt_id, placed_at, placed_at
    from sums where kind = 'refunded'
), transactions as (
  insert into spindle.payment_transactions
         (tenant_id, order_id, attempt_id, kind, amount_minor, currency, provider_reference, occurred_at)
  select tenant_id, order_id, case t.kind when 'refund' then pg_temp.id(seed, 'refund', n) else attempt_id end,
         t.kind, total, currency, left(t.kind, 2) || '_' || attempt_id, placed_at
    from sums join (values ('capture'), ('refund')) as t(kind) on t.kind = 'capture' or sums.kind = 'refunded'
   where attempt = 'succeeded'
), uses as (
  insert into spindle.campaign_uses (tenant_id, campaign_id, order_id, customer_id, amount_minor, claimed_at)
  select tenant_id, pg_temp.id(seed, 'campaign', number), order_id, customer_id, discount, placed_at
    from sums where discount > 0 and kind <> 'refunded'
), events as (
  insert into spindle.outbox (tenant_id, topic, subject, payload, occurred_at)
  select s.tenant_id, 'order.' || case steps.status when 'PENDING' then 'placed' else lower(steps.status) end,
         s.order_id, jsonb_build_object(
           'order_id', s.order_id, 'customer_id', s.customer_id, 'status', steps.status,
           'payment_status', steps.payment_status, 'currency', s.currency, 'total_minor', s.total),
         least(s.now, s.placed_at + interval '1 minute' * steps.minutes)
    from sums s join steps using (kind)
   where s.is_recent
   order by s.n, steps.minutes
)
insert into spindle.idempotency_keys (tenant_id, principal, route, key, fingerprint, answer, created_at)
select tenant_id, coalesce(customer_id::text, 'guest'), 'POST /api/v1/checkout/confirm', checkout_id::text, md5(n::text),
       jsonb_build_object('outcome', 'placed'), now - interval '1 minute' * (n % 1000)
  from sums where is_recent
