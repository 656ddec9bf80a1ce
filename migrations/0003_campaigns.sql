-- What a tenant gives away, and who has already had it.

create table spindle.campaigns (
  tenant_id     text not null references spindle.tenants,
  campaign_id   uuid not null,
  name          text not null check (length(name) between 1 and 200),
  coupon_code   text check (coupon_code ~ '^[A-Z0-9_-]{1,64}$'),
  kind          text not null check (kind in ('percentage', 'fixed_amount', 'free_shipping')),
  percentage    numeric(5, 2),
  amount_minor  bigint,
  minimum_minor bigint not null default 0 check (minimum_minor >= 0),
  maximum_minor bigint check (maximum_minor > 0),
  uses_limit    bigint check (uses_limit >= 0),
  uses_claimed  bigint not null default 0 check (uses_claimed >= 0),
  starts_at     timestamptz,
  ends_at       timestamptz,
  segment       text check (segment ~ '^[a-z0-9_-]{1,50}$'),
  vip_level     text check (vip_level ~ '^[a-z0-9_-]{1,50}$'),
  status        text not null default 'active' check (status in ('active', 'paused')),
  primary key (tenant_id, campaign_id),
  unique (tenant_id, coupon_code),

  constraint percentage_has_its_rate
    check ((kind = 'percentage') = (percentage is not null) and percentage > 0 and percentage <= 100),
  constraint fixed_amount_has_its_amount
    check ((kind = 'fixed_amount') = (amount_minor is not null) and amount_minor > 0),
  constraint campaign_never_overused check (uses_claimed <= uses_limit),
  constraint campaign_ends_after_it_starts check (ends_at > starts_at)
);

comment on column spindle.campaigns.coupon_code is
  'Null: applies by itself. Amounts are in the smallest unit of the tenant''s currency.';
comment on column spindle.campaigns.segment is
  'Only for customers in it; null: for everybody. vip_level likewise.';
comment on column spindle.campaigns.maximum_minor is
  'The most that one order gets; null: no cap.';

-- One row per order that claims a use. Giving a use back is deleting its row.
create table spindle.campaign_uses (
  tenant_id    text not null,
  campaign_id  uuid not null,
  order_id     uuid not null,
  customer_id  uuid,  -- null: a guest
  amount_minor bigint not null check (amount_minor > 0),
  claimed_at   timestamptz not null,
  primary key (tenant_id, campaign_id, order_id),
  foreign key (tenant_id, campaign_id) references spindle.campaigns
);
