-- Orders: a snapshot of what was sold, what it holds, and what happened to it.

create table spindle.orders (
  tenant_id       text not null references spindle.tenants,
  order_id        uuid not null,
  order_number    text not null,
  checkout_id     uuid not null,
  cart_id         uuid not null,
  customer_id     uuid,
  token_hash      bytea,
  email           text,
  -- text, not an enum: Spin's Postgres interface has no value for enum types.
  status          text not null check (status in (
    'PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'COMPLETED',
    'CANCELLED', 'RETURNED', 'PAYMENT_FAILED')),
  payment_status  text not null check (payment_status in (
    'PENDING', 'AUTHORIZED', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED')),
  payment_method  text not null check (payment_method in ('CREDIT_CARD', 'CASH_ON_DELIVERY')),
  shipping_method text not null,
  currency        text not null check (currency ~ '^[A-Z]{3}$'),
  subtotal_minor  bigint not null check (subtotal_minor >= 0),
  discount_minor  bigint not null check (discount_minor >= 0),
  shipping_minor  bigint not null check (shipping_minor >= 0),
  tax_minor       bigint not null check (tax_minor >= 0),
  total_minor     bigint not null check (total_minor >= 0),
  prices_include_tax boolean not null,
  explanation     jsonb not null,
  notes           text,
  search          tsvector not null default '',
  placed_at       timestamptz not null,
  updated_at      timestamptz not null,
  primary key (tenant_id, order_id),
  unique (tenant_id, order_number),

  -- What makes confirming a checkout idempotent.
  constraint one_order_per_checkout unique (tenant_id, checkout_id),
  constraint order_adds_up
    check (total_minor = subtotal_minor - discount_minor + shipping_minor
                         + case when prices_include_tax then 0 else tax_minor end)
);

create index orders_of_customer
  on spindle.orders (tenant_id, customer_id, placed_at desc, order_id desc);
create index orders_of_tenant
  on spindle.orders (tenant_id, placed_at desc, order_id desc);
create index orders_by_status
  on spindle.orders (tenant_id, status, placed_at desc, order_id desc);
create index orders_by_payment_status
  on spindle.orders (tenant_id, payment_status, placed_at desc, order_id desc);
create index orders_by_change
  on spindle.orders (tenant_id, updated_at desc, order_id desc);
create index orders_by_total
  on spindle.orders (tenant_id, total_minor desc, order_id desc);
create index orders_by_words on spindle.orders using gin (search);

comment on column spindle.orders.customer_id is
  'Null: a guest''s order, which the secret of its cart opens (token_hash).';
comment on column spindle.orders.search is
  'What it is found by: order number, e-mail, names, skus; each word with the tenant before it,
so that a search reads the entries of one tenant (search_words).';
comment on column spindle.orders.discount_minor is
  'Given on lines and on shipping together; shipping_minor is before it.';
comment on column spindle.orders.explanation is
  'Each step of the quote that was accepted, as pricing-rules wrote it.';

create table spindle.order_lines (
  tenant_id        text not null,
  order_id         uuid not null,
  line_id          uuid not null,
  line_number      integer not null,
  product_id       uuid not null,
  variant_id       uuid not null,
  sku              text not null,
  name             text not null,
  quantity         bigint not null check (quantity > 0),
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  subtotal_minor   bigint not null,
  discount_minor   bigint not null,
  tax_minor        bigint not null check (tax_minor >= 0),
  tax_rate         numeric(7, 6) not null,
  warehouse        text,
  primary key (tenant_id, order_id, line_id),
  foreign key (tenant_id, order_id) references spindle.orders,
  constraint line_adds_up check (subtotal_minor = quantity * unit_price_minor),
  constraint line_never_negative check (discount_minor between 0 and subtotal_minor)
);

create table spindle.order_addresses (
  tenant_id  text not null,
  order_id   uuid not null,
  kind       text not null check (kind in ('SHIPPING', 'BILLING')),
  address_id uuid not null,
  address    jsonb not null,
  primary key (tenant_id, order_id, kind),
  foreign key (tenant_id, order_id) references spindle.orders
);

comment on column spindle.order_lines.warehouse is
  'The one it was priced for; where it was taken from is in reservations.';

-- Stock that an order holds (reserved), has taken (committed) or gave back.
create table spindle.reservations (
  tenant_id  text not null,
  order_id   uuid not null,
  sku        text not null,
  warehouse  text not null,
  quantity   bigint not null check (quantity > 0),
  status     text not null check (status in ('held', 'committed', 'released')),
  expires_at timestamptz,
  primary key (tenant_id, order_id, sku, warehouse),
  foreign key (tenant_id, order_id) references spindle.orders,
  foreign key (tenant_id, sku, warehouse) references spindle.stock
);

create index held_reservations
  on spindle.reservations (tenant_id, expires_at) where status = 'held';

comment on column spindle.reservations.expires_at is
  'Null: never expires by itself (cash on delivery, or money is attached).';

-- Every change of an order: who, when, and what it was then.
create table spindle.order_history (
  tenant_id      text not null,
  order_id       uuid not null,
  entry_id       bigint generated always as identity,
  status         text not null,
  payment_status text not null,
  note           text not null,
  actor          text not null,
  occurred_at    timestamptz not null,
  primary key (tenant_id, order_id, entry_id),
  foreign key (tenant_id, order_id) references spindle.orders
);
