-- Asking a provider for money, and the ledger of what it answered.

create table spindle.payment_attempts (
  tenant_id          text not null,
  attempt_id         uuid not null,
  order_id           uuid not null,
  amount_minor       bigint not null check (amount_minor >= 0),
  currency           text not null check (currency ~ '^[A-Z]{3}$'),
  token              text not null,
  status             text not null
    check (status in ('started', 'succeeded', 'declined', 'pending', 'unknown')),
  provider_reference text,
  reason             text,
  started_at         timestamptz not null,
  updated_at         timestamptz not null,
  primary key (tenant_id, attempt_id),
  foreign key (tenant_id, order_id) references spindle.orders
);

create index attempts_of_order on spindle.payment_attempts (tenant_id, order_id);
create index attempts_without_answer on spindle.payment_attempts (tenant_id, updated_at)
  where status in ('started', 'pending', 'unknown');

comment on column spindle.payment_attempts.attempt_id is
  'Also the idempotency key at the provider: asking again can never charge twice.';
comment on column spindle.payment_attempts.status is
  'unknown: the call timed out or broke; the money may or may not have moved.';

-- Money that moved, as the provider confirmed it. Append-only.
create table spindle.payment_transactions (
  tenant_id          text not null,
  transaction_id     bigint generated always as identity,
  order_id           uuid not null,
  attempt_id         uuid not null,
  kind               text not null check (kind in ('capture', 'refund')),
  amount_minor       bigint not null check (amount_minor > 0),
  currency           text not null,
  provider_reference text not null,
  occurred_at        timestamptz not null,
  primary key (tenant_id, transaction_id),
  foreign key (tenant_id, attempt_id) references spindle.payment_attempts,
  constraint provider_confirms_once unique (tenant_id, attempt_id, kind, provider_reference)
);

create index transactions_of_order on spindle.payment_transactions (tenant_id, order_id);

-- What needs a person.
create table spindle.attention (
  tenant_id    text not null,
  attention_id bigint generated always as identity,
  order_id     uuid not null,
  reason       text not null,
  detail       jsonb not null,
  opened_at    timestamptz not null,
  resolved_at  timestamptz,
  primary key (tenant_id, attention_id),
  foreign key (tenant_id, order_id) references spindle.orders
);

create index open_attention on spindle.attention (tenant_id, opened_at)
  where resolved_at is null;
