-- Tenants' own promotions that fail.

create table spindle.promotion_failures (
  tenant_id   text primary key references spindle.tenants (tenant_id),
  digest      text not null check (digest ~ '^[0-9a-f]{1,64}$'),
  failures    bigint not null check (failures > 0),
  first_at    timestamptz not null,
  last_at     timestamptz not null check (last_at >= first_at),
  last_reason text not null check (length(last_reason) between 1 and 50),
  disabled_at timestamptz
);

comment on table spindle.promotion_failures is
  'At most one row per tenant: how its own promotions fail. None: they have not, since they were installed or enabled.';
comment on column spindle.promotion_failures.digest is
  'Which promotions, as spin.toml has them in own_pricing. Others start anew.';
comment on column spindle.promotion_failures.failures is
  'Since first_at; counted anew a minute after it.';
comment on column spindle.promotion_failures.disabled_at is
  'Since when they are not asked any more; until others are installed, or somebody enables them.';
