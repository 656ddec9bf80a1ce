-- First answers by key, and events waiting to be told.

create table spindle.idempotency_keys (
  tenant_id   text not null,
  principal   text not null,
  route       text not null,
  key         text not null check (length(key) between 1 and 255),
  fingerprint text not null,
  answer      jsonb not null,
  created_at  timestamptz not null,
  primary key (tenant_id, principal, route, key)
);

create index idempotency_keys_by_age on spindle.idempotency_keys (created_at);

comment on column spindle.idempotency_keys.fingerprint is
  'Hash of the request: the same key with another request is refused.';

-- Written in the transaction that caused the event, delivered after it.
create table spindle.outbox (
  tenant_id    text not null,
  event_id     bigint generated always as identity,
  topic        text not null,
  subject      text not null,
  payload      jsonb not null,
  occurred_at  timestamptz not null,
  primary key (tenant_id, event_id)
);

comment on column spindle.outbox.topic is 'noun.past_verb, such as order.confirmed';
comment on column spindle.outbox.subject is 'What it happened to: the order''s id.';
