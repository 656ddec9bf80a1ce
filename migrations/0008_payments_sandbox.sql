-- The ledger of the payment provider without a bank. Nothing of ours joins it:
-- it stands for somebody else's database.

create table spindle.sandbox_charges (
  tenant_id    text not null,
  key          text not null check (length(key) between 1 and 255),
  charge_id    text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency     text not null,
  token        text not null,
  reference    text not null,
  status       text not null check (status in ('succeeded', 'declined', 'pending')),
  reason       text,
  charged_at   timestamptz not null,
  primary key (tenant_id, key)
);
