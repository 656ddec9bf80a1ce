-- What happens to an order after it is placed: payment, shipping, return, refund, papers, and
-- what others tell about it.

alter table spindle.tenants
  add column capture text not null default 'at_order' check (capture in ('at_order', 'at_shipment'));

alter table spindle.tenants
  add column legal_name    text not null default '' check (length(legal_name) <= 200),
  add column legal_address text not null default '' check (length(legal_address) <= 1000),
  add column tax_number    text not null default '' check (length(tax_number) <= 100),
  add column invoice_note  text not null default '' check (length(invoice_note) <= 1000);

comment on column spindle.tenants.legal_name is
  'Who invoices, as it stands in the commercial register; empty: the name.';
comment on column spindle.tenants.legal_address is
  'Of whoever invoices, several lines.';
comment on column spindle.tenants.tax_number is
  'Of whoever invoices: a VAT id, a tax id.';
comment on column spindle.tenants.invoice_note is
  'What stands at the end of an invoice: bank details, terms, what the law asks for.';
comment on column spindle.tenants.capture is
  'When a card is charged: at once, or authorized first and captured when goods leave.';

alter table spindle.checkouts
  drop constraint checkouts_payment_method_check,
  add constraint checkouts_payment_method_check
    check (payment_method in ('CREDIT_CARD', 'CASH_ON_DELIVERY', 'BANK_TRANSFER'));

alter table spindle.orders
  drop constraint orders_payment_method_check,
  add constraint orders_payment_method_check
    check (payment_method in ('CREDIT_CARD', 'CASH_ON_DELIVERY', 'BANK_TRANSFER')),
  add column version bigint not null default 0,
  add column delivered_at timestamptz,
  add column cancel_reason text check (length(cancel_reason) between 1 and 500);

-- What shipping was taxed at, which the explanation of older orders tells.
alter table spindle.orders
  add column shipping_tax_rate numeric(7, 6) not null default 0;

update spindle.orders o
   set shipping_tax_rate = found.rate
  from (select t.tenant_id, t.order_id, min(t.rate) as rate
          from (select o.tenant_id, o.order_id, (step->>'rate')::numeric as rate,
                       (step->>'after_minor')::bigint - (step->>'before_minor')::bigint as tax_minor,
                       o.tax_minor - (select coalesce(sum(l.tax_minor), 0) from spindle.order_lines l
                                       where l.tenant_id = o.tenant_id and l.order_id = o.order_id) as of_shipping
                  from spindle.orders o,
                       jsonb_path_query(o.explanation, '$.steps[*] ? (@.kind == "tax")') step) t
         where t.of_shipping > 0
           and t.tax_minor - t.of_shipping = (
                 select coalesce(sum(l.tax_minor), 0) from spindle.order_lines l
                  where l.tenant_id = t.tenant_id and l.order_id = t.order_id and l.tax_rate = t.rate)
         group by t.tenant_id, t.order_id) found
 where o.tenant_id = found.tenant_id and o.order_id = found.order_id;

create index orders_to_complete on spindle.orders (tenant_id, delivered_at) where status = 'DELIVERED';

comment on column spindle.orders.version is
  'Grows with every change (record_change): what an edit was quoted for, and the ETag of the order.';
comment on column spindle.orders.delivered_at is
  'When the last of its goods arrived: the return window begins.';

alter table spindle.order_lines
  add column shipped bigint not null default 0,
  add column returned bigint not null default 0,
  add constraint line_ships_what_it_has check (returned between 0 and shipped and shipped <= quantity);

-- What one piece of a bundle took out of stock when it was sold. A line without rows here took itself.
create table spindle.order_line_parts (
  tenant_id text not null,
  order_id  uuid not null,
  line_id   uuid not null,
  sku       text not null,
  per_piece bigint not null check (per_piece > 0),
  primary key (tenant_id, order_id, line_id, sku),
  foreign key (tenant_id, order_id, line_id) references spindle.order_lines on delete cascade
);

insert into spindle.order_line_parts (tenant_id, order_id, line_id, sku, per_piece)
select l.tenant_id, l.order_id, l.line_id, b.component_sku, b.quantity
  from spindle.order_lines l
  join spindle.bundle_components b on b.tenant_id = l.tenant_id and b.bundle_sku = l.sku;

alter table spindle.reservations
  add column returned bigint not null default 0,
  add constraint reservation_returns_what_it_took
    check (returned between 0 and quantity and (returned = 0 or status = 'committed'));

comment on column spindle.reservations.returned is
  'Of what was committed, how much is back on the shelf.';

-- The sweep looks over all tenants.
drop index spindle.held_reservations;
create index holds_to_expire on spindle.reservations (expires_at)
  where status = 'held' and expires_at is not null;

alter table spindle.order_history
  add column detail jsonb;

comment on column spindle.order_history.detail is
  'What changed, for a program: shipment, return, refund, edited lines.';

create table spindle.shipments (
  tenant_id       text not null,
  shipment_id     uuid not null,
  order_id        uuid not null,
  carrier         text check (length(carrier) between 1 and 100),
  tracking_number text check (length(tracking_number) between 1 and 100),
  shipped_at      timestamptz not null,
  delivered_at    timestamptz,
  primary key (tenant_id, shipment_id),
  foreign key (tenant_id, order_id) references spindle.orders
);

create index shipments_of_order on spindle.shipments (tenant_id, order_id);

create table spindle.shipment_lines (
  tenant_id   text not null,
  shipment_id uuid not null,
  order_id    uuid not null,
  line_id     uuid not null,
  quantity    bigint not null check (quantity > 0),
  primary key (tenant_id, shipment_id, line_id),
  foreign key (tenant_id, shipment_id) references spindle.shipments,
  foreign key (tenant_id, order_id, line_id) references spindle.order_lines
);

-- Goods that a customer wants to send back, or that came back.
create table spindle.returns (
  tenant_id    text not null,
  return_id    uuid not null,
  order_id     uuid not null,
  status       text not null check (status in ('requested', 'received', 'refused')),
  reason       text not null check (length(reason) between 1 and 500),
  requested_at timestamptz not null,
  decided_at   timestamptz,
  actor        text not null,
  primary key (tenant_id, return_id),
  foreign key (tenant_id, order_id) references spindle.orders,
  constraint return_is_decided_once check ((status = 'requested') = (decided_at is null))
);

create index returns_of_order on spindle.returns (tenant_id, order_id);

create table spindle.return_lines (
  tenant_id text not null,
  return_id uuid not null,
  order_id  uuid not null,
  line_id   uuid not null,
  quantity  bigint not null check (quantity > 0),
  restock   boolean not null,
  primary key (tenant_id, return_id, line_id),
  foreign key (tenant_id, return_id) references spindle.returns,
  foreign key (tenant_id, order_id, line_id) references spindle.order_lines
);

-- An attempt asks a provider for one thing, under one key.
alter table spindle.payment_attempts
  alter column token drop not null,
  add column kind text not null default 'charge'
    check (kind in ('charge', 'authorize', 'capture', 'void', 'refund')),
  add column of_attempt uuid,
  add column detail jsonb,
  add column response jsonb,
  add column asked integer not null default 0,
  add column ask_after timestamptz,
  add constraint attempt_has_its_token check ((kind in ('charge', 'authorize')) = (token is not null)),
  add constraint attempt_follows_its_charge check ((kind in ('capture', 'void')) <= (of_attempt is not null)),
  add foreign key (tenant_id, of_attempt) references spindle.payment_attempts (tenant_id, attempt_id);

update spindle.payment_attempts a set ask_after = a.updated_at where a.status in ('started', 'pending', 'unknown');

drop index spindle.attempts_without_answer;
create index attempts_to_ask_about on spindle.payment_attempts (ask_after)
  where status in ('started', 'pending', 'unknown');

comment on column spindle.payment_attempts.of_attempt is
  'The charge or authorization that it captures, voids or refunds. A refund without one is paid out by
hand: what was collected on delivery or came by bank transfer.';
comment on column spindle.payment_attempts.detail is
  'What a refund is for: lines, shipping, the reason.';
comment on column spindle.payment_attempts.response is
  'What the provider answered, without anything that is a secret.';
comment on column spindle.payment_attempts.asked is
  'How often the sweep has asked.';
comment on column spindle.payment_attempts.ask_after is
  'When the sweep asks (again): also its lease while it is asking.';

alter table spindle.payment_transactions
  alter column attempt_id drop not null,
  drop constraint payment_transactions_kind_check,
  add constraint payment_transactions_kind_check
    check (kind in ('authorization', 'capture', 'void', 'refund', 'collection'));

comment on column spindle.payment_transactions.kind is
  'A collection is money that came without a provider being asked: cash on delivery, a bank transfer.';

alter table spindle.attention
  alter column order_id drop not null,
  add column proposal text not null default 'look'
    check (proposal in ('refund', 'ship_again', 'look')),
  add column resolved_by text check (length(resolved_by) between 1 and 300),
  add column resolution text check (length(resolution) between 1 and 1000),
  add constraint attention_is_resolved_by_someone
    check ((resolved_at is null) = (resolved_by is null)
           and (resolved_at is null) = (resolution is null));

create index attention_by_state
  on spindle.attention (tenant_id, (resolved_at is null), attention_id);
create index attention_of_order on spindle.attention (tenant_id, order_id, attention_id);
-- Over all tenants, for those who watch.
create index attention_by_reason
  on spindle.attention (reason, opened_at) where resolved_at is null;

comment on column spindle.attention.reason is
  'One of attention_reasons(), each with what to do about it in docs/callbacks.md.';
comment on column spindle.attention.proposal is
  'What to do about it: give the money back, ship again, or look into it first.';
comment on column spindle.attention.resolved_by is
  'admin:<sub>';

-- For the age of the oldest event that waits.
create index outbox_by_age on spindle.outbox (occurred_at);

-- What providers and carriers told, each thing once.
create table spindle.callback_inbox (
  tenant_id       text not null references spindle.tenants,
  provider        text not null check (provider ~ '^[a-z0-9-]{1,50}$'),
  event_id        text not null check (length(event_id) between 1 and 255),
  kind            text not null check (length(kind) between 1 and 100),
  order_reference text check (length(order_reference) between 1 and 50),
  payload         jsonb not null,
  fingerprint     text not null,
  status          text not null check (status in ('applied', 'kept', 'attention', 'ignored')),
  answer          jsonb not null,
  received_at     timestamptz not null,
  decided_at      timestamptz,
  tries           integer not null default 0 check (tries >= 0),
  try_after       timestamptz,
  primary key (tenant_id, provider, event_id),
  constraint kept_callback_is_tried_again
    check ((status = 'kept') = (try_after is not null) and (status = 'kept') = (decided_at is null))
);

create index kept_callbacks
  on spindle.callback_inbox (tenant_id, order_reference) where status = 'kept';
create index kept_callbacks_to_try on spindle.callback_inbox (try_after) where status = 'kept';
create index kept_callbacks_by_age on spindle.callback_inbox (received_at) where status = 'kept';

comment on column spindle.callback_inbox.event_id is
  'Of the provider: webhook-id, or what a plain callback names its event by.';
comment on column spindle.callback_inbox.order_reference is
  'The order''s id or its number, as it was told. Null where nothing of ours was understood.';
comment on column spindle.callback_inbox.payload is
  'What was understood of it, never the body itself: it may hold what we must not keep.';
comment on column spindle.callback_inbox.fingerprint is
  'Hash of the request: the same event id with another body is refused.';
comment on column spindle.callback_inbox.status is
  'kept: it came too early and is applied when it fits.';
comment on column spindle.callback_inbox.answer is
  'The first answer: a repeat gets it, too.';
comment on column spindle.callback_inbox.try_after is
  'When the sweep tries (again): also its lease while it is trying.';

create table spindle.callback_secrets (
  tenant_id  text not null references spindle.tenants,
  provider   text not null check (provider ~ '^[a-z0-9-]{1,50}$'),
  secret     bytea not null check (length(secret) between 24 and 64),
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (tenant_id, provider, secret)
);

comment on column spindle.callback_secrets.secret is
  'What follows whsec_, decoded. In the clear: a signature cannot be checked with a hash of it.';

comment on column spindle.callback_secrets.expires_at is
  'Set when a newer one takes over: until then both are good.';

-- The payment provider without a bank also authorizes, captures, voids and refunds. Still nothing of
-- ours joins its ledger.
alter table spindle.sandbox_charges
  add column capture boolean not null default true;

create table spindle.sandbox_operations (
  tenant_id    text not null,
  key          text not null check (length(key) between 1 and 255),
  operation_id text not null,
  kind         text not null check (kind in ('capture', 'void', 'refund')),
  charge_key   text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  status       text not null check (status in ('succeeded', 'declined', 'pending')),
  reason       text,
  made_at      timestamptz not null,
  primary key (tenant_id, key),
  foreign key (tenant_id, charge_key) references spindle.sandbox_charges
);

create index sandbox_operations_of_charge on spindle.sandbox_operations (tenant_id, charge_key);

comment on column spindle.sandbox_charges.capture is
  'False: only authorized, until it is captured or voided.';

-- Papers with a number. Each kind counts without gaps per tenant.
create table spindle.paper_counters (
  tenant_id text not null references spindle.tenants,
  kind      text not null check (kind in ('invoice', 'credit_note')),
  last      bigint not null check (last > 0),
  primary key (tenant_id, kind)
);

create table spindle.papers (
  tenant_id      text not null,
  kind           text not null check (kind in ('invoice', 'credit_note')),
  number         bigint not null check (number > 0),
  label          text not null,
  order_id       uuid not null,
  part           integer not null check (part > 0),
  transaction_id bigint,
  document       jsonb not null,
  issued_at      timestamptz not null,
  primary key (tenant_id, kind, number),
  unique (tenant_id, label),
  foreign key (tenant_id, order_id) references spindle.orders,
  foreign key (tenant_id, transaction_id) references spindle.payment_transactions,

  -- What makes issuing idempotent.
  constraint one_paper_per_part unique (tenant_id, order_id, kind, part),
  constraint one_credit_note_per_refund unique (tenant_id, transaction_id),
  constraint refund_has_its_credit_note check (kind = 'credit_note' or transaction_id is null)
);

comment on column spindle.papers.label is
  'The number as it is printed: INV-000042, CN-000007.';
comment on column spindle.papers.part is
  'Which of the order''s papers of this kind. A further invoice is for what an edit added to the one
before it.';
comment on column spindle.papers.transaction_id is
  'The refund that a credit note confirms; null: it is for what an edit took from the order.';
comment on column spindle.papers.document is
  'All that is printed, as it was when it was issued; it never changes.';
