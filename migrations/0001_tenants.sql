-- Tenants, where they ship to and what tax they charge, and the clock that tests can move.
--
-- Every state change goes through one function in functions/. Tables are never
-- written from Rust. Every table's key starts with tenant_id, so that no query
-- can forget whose rows it reads and the database can be distributed by tenant.

create schema spindle;

-- How far spindle.clock() is away from the real time. Empty in production; only
-- the owner of the schema can write it, which components are not.
create table spindle.clock_shift (
  only_row boolean primary key default true check (only_row),
  shift    interval not null
);

create table spindle.tenants (
  tenant_id           text primary key check (tenant_id ~ '^[a-z0-9-]{1,63}$'),
  name                text not null check (length(name) between 1 and 200),
  currency            text not null check (currency ~ '^[A-Z]{3}$'),
  sells_in            text[] not null default '{}' check (cardinality(sells_in) <= 50),
  country             text not null default 'US' check (country ~ '^[A-Z]{2}$'),
  region              text not null default '' check (length(region) <= 100),
  time_zone           text not null default 'UTC' check (length(time_zone) between 1 and 64),
  price_list          text not null default 'standard' check (price_list ~ '^[a-z0-9_-]{1,50}$'),
  prices_include_tax  boolean not null default false,
  rounding            text not null default 'half_even'
    check (rounding in ('half_even', 'half_up', 'half_down')),
  cart_merge          text not null default 'sum' check (cart_merge in ('sum', 'guest', 'maximum')),
  empty_cart_hours    integer not null default 6 check (empty_cart_hours between 1 and 8760),
  guest_cart_days     integer not null default 30 check (guest_cart_days between 1 and 3650),
  customer_cart_days  integer not null default 90 check (customer_cart_days between 1 and 3650),
  checkout_minutes    integer not null default 1440 check (checkout_minutes between 1 and 43200),
  hold_minutes        integer not null default 15 check (hold_minutes between 1 and 10080),
  return_days         integer not null default 30 check (return_days between 0 and 3650),
  line_limit          integer not null default 200 check (line_limit between 1 and 200),
  quantity_limit      integer not null default 9999 check (quantity_limit between 1 and 9999),
  coupon_limit        integer not null default 10 check (coupon_limit between 1 and 10),
  promotion_policy    text not null default 'skip'
    check (promotion_policy in ('skip', 'standard', 'refuse')),
  created_at          timestamptz not null
);

comment on column spindle.tenants.currency is
  'Of prices without a conversion, of shipping rates, and of the amounts of campaigns.';
comment on column spindle.tenants.sells_in is
  'Further currencies that carts may be in.';
comment on column spindle.tenants.country is
  'ISO 3166-1 alpha-2. With region, where the goods are taxed as long as nobody has said where they go.';
comment on column spindle.tenants.price_list is
  'The list whose price rows count.';
comment on column spindle.tenants.rounding is
  'Of unit prices after a mark-up or a conversion, of percentages and of the tax of a line.';
comment on column spindle.tenants.cart_merge is
  'What a sku that is in both carts gets at sign-in: the sum, what the guest had, or the larger.';
comment on column spindle.tenants.hold_minutes is
  'How long an order whose payment was never asked for may hold stock.';
comment on column spindle.tenants.return_days is
  'How long after delivery goods may come back.';
comment on column spindle.tenants.promotion_policy is
  'What a quote does when the promotion component fails: no discount, the built-in engine (for a
tenant that uses it anyway: no discount), or 503.';

-- Tax by destination and class. The most specific row counts: country and region, then the
-- country, else there is no tax. Class 'shipping' taxes what shipping costs.
create table spindle.tax_rates (
  tenant_id text not null references spindle.tenants,
  country   text not null check (country ~ '^[A-Z]{2}$'),
  region    text not null default '' check (length(region) <= 100),
  tax_class text not null default 'standard' check (tax_class ~ '^[a-z0-9_-]{1,50}$'),
  name      text not null check (length(name) between 1 and 100),
  rate      numeric(7, 6) not null check (rate >= 0 and rate < 1),
  primary key (tenant_id, country, region, tax_class)
);

comment on column spindle.tax_rates.region is
  'As it stands in addresses (state), upper case; empty: the whole country.';
comment on column spindle.tax_rates.rate is
  'A share: 0.0825 is 8.25 %.';

create table spindle.shipping_methods (
  tenant_id       text not null references spindle.tenants,
  code            text not null check (code ~ '^[A-Z0-9_]{1,50}$'),
  name            text not null check (length(name) between 1 and 200),
  kind            text not null default 'flat' check (kind in ('flat', 'weight', 'amount', 'pickup')),
  free_from_minor bigint check (free_from_minor >= 0),
  position        integer not null default 0,
  status          text not null default 'active' check (status in ('active', 'inactive')),
  primary key (tenant_id, code)
);

comment on column spindle.shipping_methods.kind is
  'What its rates go by. Pickup costs nothing and goes nowhere.';
comment on column spindle.shipping_methods.free_from_minor is
  'The subtotal of goods from which it costs nothing, in the tenant''s currency.';

-- What a method costs where. The most specific zone that has rows counts: country and region,
-- country, everywhere. A method without a row for a destination does not go there.
create table spindle.shipping_rates (
  tenant_id    text not null,
  code         text not null,
  country      text not null default '' check (country ~ '^([A-Z]{2})?$'),
  region       text not null default '' check (length(region) <= 100),
  from_value   bigint not null default 0 check (from_value >= 0),
  amount_minor bigint check (amount_minor >= 0),
  primary key (tenant_id, code, country, region, from_value),
  foreign key (tenant_id, code) references spindle.shipping_methods on delete cascade,
  constraint region_has_its_country check (region = '' or country <> '')
);

comment on column spindle.shipping_rates.from_value is
  'Grams for a method by weight, subtotal of goods for one by amount, 0 for a flat one. The largest
that is not above the cart''s counts.';
comment on column spindle.shipping_rates.amount_minor is
  'In the tenant''s currency. Null: from here up it is not offered.';

-- Who buys, as far as prices depend on it. A customer without a row has neither.
create table spindle.customers (
  tenant_id   text not null references spindle.tenants,
  customer_id uuid not null,
  vip_level   text check (vip_level ~ '^[a-z0-9_-]{1,50}$'),
  segments    text[] not null default '{}' check (cardinality(segments) <= 50),
  updated_at  timestamptz not null,
  primary key (tenant_id, customer_id)
);
