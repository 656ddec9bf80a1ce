-- Carts, and the checkouts that turn them into orders.

create table spindle.carts (
  tenant_id    text not null references spindle.tenants,
  cart_id      uuid not null,
  customer_id  uuid,
  token_hash   bytea check (length(token_hash) = 32),
  currency     text not null check (currency ~ '^[A-Z]{3}$'),
  status       text not null check (status in ('open', 'closed', 'merged', 'expired')),
  notes        text check (length(notes) <= 2000),
  merged_into  uuid,
  merge_report jsonb,
  version      bigint not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  expires_at   timestamptz,
  primary key (tenant_id, cart_id),
  constraint cart_has_one_owner check ((customer_id is null) <> (token_hash is null)),
  constraint merged_cart_says_where
    check ((status = 'merged') = (merged_into is not null) and (status = 'merged') = (merge_report is not null))
);

create index carts_of_customer on spindle.carts (tenant_id, customer_id) where status = 'open';
create index carts_to_expire on spindle.carts (expires_at) where expires_at is not null;

comment on column spindle.carts.token_hash is
  'SHA-256 of the secret that a guest shows instead of signing in.';

comment on column spindle.carts.merge_report is
  'What became of its lines and coupons: a repeated merge answers it again.';

comment on column spindle.carts.expires_at is
  'From here on it is over, whether the sweep has been there or not. Null: it has.';

comment on column spindle.carts.version is
  'Grows with every write; what a quote was made for, and the ETag of the cart.';

create table spindle.cart_lines (
  tenant_id text not null,
  cart_id   uuid not null,
  line_id   uuid not null,
  sku       text not null,
  quantity  bigint not null check (quantity between 1 and 9999),
  added_at  timestamptz not null,
  primary key (tenant_id, cart_id, line_id),
  foreign key (tenant_id, cart_id) references spindle.carts,
  foreign key (tenant_id, sku) references spindle.variants
);

create table spindle.cart_coupons (
  tenant_id text not null,
  cart_id   uuid not null,
  code      text not null check (length(code) between 1 and 64),
  added_at  timestamptz not null,
  primary key (tenant_id, cart_id, code),
  foreign key (tenant_id, cart_id) references spindle.carts
);

create table spindle.checkouts (
  tenant_id        text not null,
  checkout_id      uuid not null,
  cart_id          uuid not null,
  customer_id      uuid,
  status           text not null check (status in ('open', 'completed', 'expired')),
  email            text check (length(email) between 3 and 254),
  shipping_address jsonb,
  billing_address  jsonb,
  billing_same     boolean not null default false,
  shipping_method  text,
  payment_method   text check (payment_method in ('CREDIT_CARD', 'CASH_ON_DELIVERY')),
  payment_token    text check (length(payment_token) between 1 and 255),
  notes            text check (length(notes) <= 2000),
  version          bigint not null default 1,
  started_at       timestamptz not null,
  updated_at       timestamptz not null,
  expires_at       timestamptz not null,
  primary key (tenant_id, checkout_id),
  foreign key (tenant_id, cart_id) references spindle.carts,
  foreign key (tenant_id, shipping_method) references spindle.shipping_methods
);

-- Starting twice resumes: a cart has one open checkout.
create unique index one_open_checkout_per_cart
  on spindle.checkouts (tenant_id, cart_id) where status = 'open';
create index checkouts_to_expire on spindle.checkouts (expires_at) where status = 'open';

comment on column spindle.checkouts.customer_id is
  'Null: a guest, who shows the secret of the cart.';
comment on column spindle.checkouts.email is
  'Where to write to; needed of guests.';
comment on column spindle.checkouts.billing_same is
  'The bill goes where the goods go, also when that changes; billing_address is null then.';
comment on column spindle.checkouts.version is
  'Grows with every write: an order is placed for what its quote was made for, or not at all.';
comment on column spindle.checkouts.payment_token is
  'The provider''s token for the means of payment; never card data.';
