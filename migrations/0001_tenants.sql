-- Tenants, and the clock that tests can move.
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
  tenant_id        text primary key check (tenant_id ~ '^[a-z0-9-]{1,63}$'),
  name             text not null check (length(name) between 1 and 200),
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  tax_rate         numeric(7, 6) not null default 0 check (tax_rate >= 0 and tax_rate < 1),
  hold_minutes     integer not null default 15 check (hold_minutes between 1 and 10080),
  promotion_policy text not null default 'skip'
    check (promotion_policy in ('skip', 'standard', 'refuse')),
  created_at       timestamptz not null
);

comment on column spindle.tenants.tax_rate is
  'Share of the discounted goods, added to the price: 0.0825 is 8.25 %.';
comment on column spindle.tenants.hold_minutes is
  'How long an order whose payment was never asked for may hold stock.';
comment on column spindle.tenants.promotion_policy is
  'What a quote does when the promotion component fails: no discount, the built-in engine (for a
tenant that uses it anyway: no discount), or 503.';

create table spindle.shipping_methods (
  tenant_id    text not null references spindle.tenants,
  code         text not null check (code ~ '^[A-Z0-9_]{1,50}$'),
  name         text not null check (length(name) between 1 and 200),
  amount_minor bigint not null check (amount_minor >= 0),
  primary key (tenant_id, code)
);

comment on column spindle.shipping_methods.amount_minor is
  'In the smallest unit of the tenant''s currency.';
