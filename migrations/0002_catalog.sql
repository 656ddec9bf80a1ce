-- What is for sale, at which price, and how much of it is where.

create table spindle.products (
  tenant_id   text not null references spindle.tenants,
  product_id  uuid not null,
  name        text not null check (length(name) between 1 and 200),
  description text not null default '' check (length(description) <= 10000),
  categories  text[] not null default '{}' check (cardinality(categories) <= 50),
  attributes  jsonb not null default '{}'
    check (jsonb_typeof(attributes) = 'object' and pg_column_size(attributes) <= 16384),
  tax_class   text not null default 'standard' check (tax_class ~ '^[a-z0-9_-]{1,50}$'),
  status      text not null default 'active' check (status in ('draft', 'active', 'inactive')),
  version     bigint not null default 1,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  primary key (tenant_id, product_id)
);

create index products_of_category on spindle.products using gin (categories);

comment on column spindle.products.tax_class is
  'What spindle.tax_rates calls it: "standard", "food", "books".';

-- What a cart line names: every product has at least one.
create table spindle.variants (
  tenant_id    text not null,
  sku          text not null check (length(sku) between 1 and 100),
  variant_id   uuid not null,
  product_id   uuid not null,
  name         text not null check (length(name) <= 200),
  attributes   jsonb not null default '{}'
    check (jsonb_typeof(attributes) = 'object' and pg_column_size(attributes) <= 16384),
  weight_grams bigint not null default 0 check (weight_grams between 0 and 100000000),
  status       text not null default 'active' check (status in ('active', 'inactive')),
  primary key (tenant_id, sku),
  unique (tenant_id, variant_id),
  foreign key (tenant_id, product_id) references spindle.products
);

create index variants_of_product on spindle.variants (tenant_id, product_id);

comment on column spindle.variants.name is
  'What tells it from its siblings ("Large"); empty when the product has only one.';

-- A variant with components is a bundle. It has no stock of its own: what can be had of it is
-- what can be had of its components. Bundles are not nested.
create table spindle.bundle_components (
  tenant_id     text not null,
  bundle_sku    text not null,
  component_sku text not null,
  quantity      bigint not null check (quantity between 1 and 9999),
  primary key (tenant_id, bundle_sku, component_sku),
  foreign key (tenant_id, bundle_sku) references spindle.variants,
  foreign key (tenant_id, component_sku) references spindle.variants,
  constraint bundle_is_not_its_component check (bundle_sku <> component_sku)
);

create index bundles_with_component on spindle.bundle_components (tenant_id, component_sku);

create table spindle.warehouses (
  tenant_id text not null references spindle.tenants,
  warehouse text not null check (warehouse ~ '^[A-Z0-9_-]{1,50}$'),
  name      text not null check (length(name) between 1 and 200),
  country   text not null check (country ~ '^[A-Z]{2}$'),
  region    text not null default '' check (length(region) <= 100),
  priority  integer not null default 100 check (priority between 0 and 1000000),
  markup    numeric(7, 6) not null default 0 check (markup > -1 and markup < 10),
  status    text not null default 'active' check (status in ('active', 'inactive')),
  primary key (tenant_id, warehouse)
);

comment on column spindle.warehouses.priority is
  'Smaller first, among warehouses equally near to where the goods go.';
comment on column spindle.warehouses.markup is
  'What serving from here adds to a price, as a share: 0.05 is 5 % more, -0.02 is 2 % less.';

-- A price of a sku. Which row counts for a line is decided in crates/domain/src/quote.
create table spindle.prices (
  tenant_id    text not null,
  sku          text not null,
  price_id     uuid not null,
  list         text not null default 'standard' check (list ~ '^[a-z0-9_-]{1,50}$'),
  currency     text not null check (currency ~ '^[A-Z]{3}$'),
  min_quantity bigint not null default 1 check (min_quantity between 1 and 9999),
  segment      text check (segment ~ '^[a-z0-9_-]{1,50}$'),
  vip_level    text check (vip_level ~ '^[a-z0-9_-]{1,50}$'),
  warehouse    text,
  amount_minor bigint not null check (amount_minor >= 0),
  valid_from   timestamptz,
  valid_until  timestamptz,
  primary key (tenant_id, sku, price_id),
  foreign key (tenant_id, sku) references spindle.variants,
  foreign key (tenant_id, warehouse) references spindle.warehouses,
  constraint price_is_for_one_audience check (segment is null or vip_level is null),
  constraint price_ends_after_it_starts check (valid_until > valid_from),
  constraint one_price_for_one_case unique nulls not distinct
    (tenant_id, sku, list, currency, min_quantity, segment, vip_level, warehouse, valid_from)
);

comment on column spindle.prices.amount_minor is
  'For one piece, in the smallest unit of `currency` (cents for USD): 1999 is 19.99.';

-- What one unit of `base` is worth in `quote`. The latest that has begun counts.
create table spindle.exchange_rates (
  tenant_id  text not null references spindle.tenants,
  base       text not null check (base ~ '^[A-Z]{3}$'),
  quote      text not null check (quote ~ '^[A-Z]{3}$'),
  valid_from timestamptz not null,
  rate       numeric(24, 12) not null check (rate > 0),
  source     text not null check (length(source) between 1 and 200),
  primary key (tenant_id, base, quote, valid_from),
  constraint rate_is_between_two check (base <> quote)
);

-- How much of a sku is in a warehouse, and how much of that is promised to orders.
create table spindle.stock (
  tenant_id text not null,
  sku       text not null,
  warehouse text not null,
  on_hand   bigint not null check (on_hand >= 0),
  reserved  bigint not null default 0,
  threshold bigint not null default 0 check (threshold >= 0),
  primary key (tenant_id, sku, warehouse),
  foreign key (tenant_id, sku) references spindle.variants,
  foreign key (tenant_id, warehouse) references spindle.warehouses,

  -- The rule of the house: never promise what is not there. The functions check
  -- it before they write, so a violation here is a bug, not a rejection.
  constraint stock_never_oversold check (reserved between 0 and on_hand)
);

comment on column spindle.stock.threshold is
  'At or below it, what can still be sold is too little.';

-- Why stock is what it is. Append-only: on_hand and reserved are the sums.
create table spindle.stock_movements (
  tenant_id       text not null,
  movement_id     bigint generated always as identity,
  sku             text not null,
  warehouse       text not null,
  kind            text not null
    check (kind in ('receive', 'reserve', 'release', 'commit', 'return', 'correct')),
  on_hand_change  bigint not null,
  reserved_change bigint not null,
  order_id        uuid,
  reason          text not null check (length(reason) between 1 and 500),
  actor           text not null check (length(actor) between 1 and 255),
  occurred_at     timestamptz not null,
  primary key (tenant_id, movement_id),
  foreign key (tenant_id, sku, warehouse) references spindle.stock,
  constraint movement_moves_something check (on_hand_change <> 0 or reserved_change <> 0)
);

create index movements_of_sku on spindle.stock_movements (tenant_id, sku, movement_id);
