-- What is for sale, at which price, and how much of it is there.

create table spindle.products (
  tenant_id   text not null references spindle.tenants,
  product_id  uuid not null,
  name        text not null check (length(name) between 1 and 200),
  description text not null default '' check (length(description) <= 10000),
  categories  text[] not null default '{}' check (cardinality(categories) <= 50),
  status      text not null default 'active' check (status in ('active', 'inactive')),
  created_at  timestamptz not null,
  primary key (tenant_id, product_id)
);

-- What a cart line names: every product has at least one.
create table spindle.variants (
  tenant_id  text not null,
  sku        text not null check (length(sku) between 1 and 100),
  variant_id uuid not null,
  product_id uuid not null,
  name       text not null check (length(name) <= 200),
  status     text not null default 'active' check (status in ('active', 'inactive')),
  primary key (tenant_id, sku),
  unique (tenant_id, variant_id),
  foreign key (tenant_id, product_id) references spindle.products
);

create index variants_of_product on spindle.variants (tenant_id, product_id);

comment on column spindle.variants.name is
  'What tells it from its siblings ("Large"); empty when the product has only one.';

create table spindle.prices (
  tenant_id    text not null,
  sku          text not null,
  currency     text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor >= 0),
  primary key (tenant_id, sku, currency),
  foreign key (tenant_id, sku) references spindle.variants
);

comment on column spindle.prices.amount_minor is
  'For one piece, in the smallest unit of `currency` (cents for USD): 1999 is 19.99.';

-- How much of a sku is in the house, and how much of that is promised to orders.
create table spindle.stock (
  tenant_id text not null,
  sku       text not null,
  on_hand   bigint not null check (on_hand >= 0),
  reserved  bigint not null default 0,
  primary key (tenant_id, sku),
  foreign key (tenant_id, sku) references spindle.variants,

  -- The rule of the house: never promise what is not there. The functions check
  -- it before they write, so a violation here is a bug, not a rejection.
  constraint stock_never_oversold check (reserved between 0 and on_hand)
);

-- Why stock is what it is. Append-only: on_hand and reserved are the sums.
create table spindle.stock_movements (
  tenant_id       text not null,
  movement_id     bigint generated always as identity,
  sku             text not null,
  kind            text not null
    check (kind in ('receive', 'reserve', 'release', 'commit', 'return', 'correct')),
  on_hand_change  bigint not null,
  reserved_change bigint not null,
  order_id        uuid,
  reason          text not null,
  actor           text not null,
  occurred_at     timestamptz not null,
  primary key (tenant_id, movement_id),
  foreign key (tenant_id, sku) references spindle.stock,
  constraint movement_moves_something check (on_hand_change <> 0 or reserved_change <> 0)
);

create index movements_of_sku on spindle.stock_movements (tenant_id, sku, movement_id);
