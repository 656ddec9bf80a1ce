-- What the migrations and functions add up to. Written by `cargo spindle schema --write`;
-- a test fails when it is stale. Read it in a review; never run or edit it.

-- Tables

create table spindle.attention (
  tenant_id text not null,
  attention_id bigint not null generated always as identity,
  order_id uuid,
  reason text not null,
  detail jsonb not null,
  opened_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  proposal text not null default 'look'::text,
  resolved_by text,
  resolution text,
  constraint attention_pkey PRIMARY KEY (tenant_id, attention_id),
  constraint attention_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES spindle.orders(tenant_id, order_id),
  constraint attention_is_resolved_by_someone CHECK ((((resolved_at IS NULL) = (resolved_by IS NULL)) AND ((resolved_at IS NULL) = (resolution IS NULL)))),
  constraint attention_proposal_check CHECK ((proposal = ANY (ARRAY['refund'::text, 'ship_again'::text, 'look'::text]))),
  constraint attention_resolution_check CHECK (((length(resolution) >= 1) AND (length(resolution) <= 1000))),
  constraint attention_resolved_by_check CHECK (((length(resolved_by) >= 1) AND (length(resolved_by) <= 300)))
);

create table spindle.bundle_components (
  tenant_id text not null,
  bundle_sku text not null,
  component_sku text not null,
  quantity bigint not null,
  constraint bundle_components_pkey PRIMARY KEY (tenant_id, bundle_sku, component_sku),
  constraint bundle_components_tenant_id_bundle_sku_fkey FOREIGN KEY (tenant_id, bundle_sku) REFERENCES spindle.variants(tenant_id, sku),
  constraint bundle_components_tenant_id_component_sku_fkey FOREIGN KEY (tenant_id, component_sku) REFERENCES spindle.variants(tenant_id, sku),
  constraint bundle_components_quantity_check CHECK (((quantity >= 1) AND (quantity <= 9999))),
  constraint bundle_is_not_its_component CHECK ((bundle_sku <> component_sku))
);

create table spindle.callback_inbox (
  tenant_id text not null,
  provider text not null,
  event_id text not null,
  kind text not null,
  order_reference text,
  payload jsonb not null,
  fingerprint text not null,
  status text not null,
  answer jsonb not null,
  received_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  tries integer not null default 0,
  try_after timestamp with time zone,
  constraint callback_inbox_pkey PRIMARY KEY (tenant_id, provider, event_id),
  constraint callback_inbox_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint callback_inbox_event_id_check CHECK (((length(event_id) >= 1) AND (length(event_id) <= 255))),
  constraint callback_inbox_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 100))),
  constraint callback_inbox_order_reference_check CHECK (((length(order_reference) >= 1) AND (length(order_reference) <= 50))),
  constraint callback_inbox_provider_check CHECK ((provider ~ '^[a-z0-9-]{1,50}$'::text)),
  constraint callback_inbox_status_check CHECK ((status = ANY (ARRAY['applied'::text, 'kept'::text, 'attention'::text, 'ignored'::text]))),
  constraint callback_inbox_tries_check CHECK ((tries >= 0)),
  constraint kept_callback_is_tried_again CHECK ((((status = 'kept'::text) = (try_after IS NOT NULL)) AND ((status = 'kept'::text) = (decided_at IS NULL))))
);

create table spindle.callback_secrets (
  tenant_id text not null,
  provider text not null,
  secret bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  constraint callback_secrets_pkey PRIMARY KEY (tenant_id, provider, secret),
  constraint callback_secrets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint callback_secrets_provider_check CHECK ((provider ~ '^[a-z0-9-]{1,50}$'::text)),
  constraint callback_secrets_secret_check CHECK (((length(secret) >= 24) AND (length(secret) <= 64)))
);

create table spindle.campaign_uses (
  tenant_id text not null,
  campaign_id uuid not null,
  order_id uuid not null,
  customer_id uuid,
  amount_minor bigint not null,
  claimed_at timestamp with time zone not null,
  base_minor bigint,
  coupon_code text,
  constraint campaign_uses_pkey PRIMARY KEY (tenant_id, campaign_id, order_id),
  constraint campaign_uses_tenant_id_campaign_id_fkey FOREIGN KEY (tenant_id, campaign_id) REFERENCES spindle.campaigns(tenant_id, campaign_id),
  constraint campaign_uses_amount_minor_check CHECK ((amount_minor > 0)),
  constraint campaign_uses_base_minor_check CHECK ((base_minor >= 0))
);

create table spindle.campaigns (
  tenant_id text not null,
  campaign_id uuid not null,
  name text not null,
  coupon_code text,
  kind text not null,
  percentage numeric(5,2),
  amount_minor bigint,
  minimum_minor bigint not null default 0,
  maximum_minor bigint,
  uses_limit bigint,
  uses_claimed bigint not null default 0,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  status text not null default 'active'::text,
  campaign_type text not null default 'cart'::text,
  by_coupons boolean not null default false,
  buy_quantity bigint,
  get_quantity bigint,
  pick text,
  repeat_limit bigint,
  tier_basis text,
  tiers jsonb,
  gift_sku text,
  gift_quantity bigint,
  minimum_quantity bigint not null default 0,
  covers jsonb not null default '{}'::jsonb,
  excludes jsonb not null default '{}'::jsonb,
  segments text[] not null default '{}'::text[],
  vip_levels text[] not null default '{}'::text[],
  first_order boolean not null default false,
  customer_limit bigint,
  budget_minor bigint,
  spent_minor bigint not null default 0,
  priority integer not null default 0,
  lane text,
  version bigint not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint campaigns_pkey PRIMARY KEY (tenant_id, campaign_id),
  constraint campaigns_tenant_id_coupon_code_key UNIQUE (tenant_id, coupon_code),
  constraint campaigns_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint amount_has_its_amount CHECK ((((kind = ANY (ARRAY['fixed_amount'::text, 'fixed_price'::text, 'shipping_amount'::text])) = (amount_minor IS NOT NULL)) AND ((amount_minor > 0) OR ((kind = 'fixed_price'::text) AND (amount_minor = 0))))),
  constraint buy_get_has_its_numbers CHECK ((((kind = 'buy_get'::text) = (buy_quantity IS NOT NULL)) AND ((kind = 'buy_get'::text) = (get_quantity IS NOT NULL)) AND ((kind = 'buy_get'::text) = (pick IS NOT NULL)) AND ((kind = 'buy_get'::text) >= (repeat_limit IS NOT NULL)))),
  constraint campaign_ends_after_it_starts CHECK ((ends_at > starts_at)),
  constraint campaign_never_overspent CHECK ((spent_minor <= budget_minor)),
  constraint campaign_never_overused CHECK ((uses_claimed <= uses_limit)),
  constraint campaigns_budget_minor_check CHECK ((budget_minor > 0)),
  constraint campaigns_buy_quantity_check CHECK (((buy_quantity >= 1) AND (buy_quantity <= 9999))),
  constraint campaigns_campaign_type_check CHECK ((campaign_type = ANY (ARRAY['catalog'::text, 'customer'::text, 'cart'::text]))),
  constraint campaigns_coupon_code_check CHECK ((coupon_code ~ '^[A-Z0-9_-]{1,64}$'::text)),
  constraint campaigns_covers_check CHECK ((jsonb_typeof(covers) = 'object'::text)),
  constraint campaigns_customer_limit_check CHECK (((customer_limit >= 1) AND (customer_limit <= 1000000))),
  constraint campaigns_excludes_check CHECK ((jsonb_typeof(excludes) = 'object'::text)),
  constraint campaigns_get_quantity_check CHECK (((get_quantity >= 1) AND (get_quantity <= 9999))),
  constraint campaigns_gift_quantity_check CHECK (((gift_quantity >= 1) AND (gift_quantity <= 9999))),
  constraint campaigns_gift_sku_check CHECK (((length(gift_sku) >= 1) AND (length(gift_sku) <= 100))),
  constraint campaigns_kind_check CHECK ((kind = ANY (ARRAY['percentage'::text, 'fixed_amount'::text, 'fixed_price'::text, 'buy_get'::text, 'tiered'::text, 'free_shipping'::text, 'shipping_percentage'::text, 'shipping_amount'::text, 'gift'::text]))),
  constraint campaigns_lane_check CHECK ((lane ~ '^[a-z0-9_-]{1,50}$'::text)),
  constraint campaigns_maximum_minor_check CHECK ((maximum_minor > 0)),
  constraint campaigns_minimum_minor_check CHECK ((minimum_minor >= 0)),
  constraint campaigns_minimum_quantity_check CHECK (((minimum_quantity >= 0) AND (minimum_quantity <= 2000000))),
  constraint campaigns_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint campaigns_pick_check CHECK ((pick = ANY (ARRAY['cheapest'::text, 'most_expensive'::text]))),
  constraint campaigns_priority_check CHECK (((priority >= '-1000'::integer) AND (priority <= 1000))),
  constraint campaigns_repeat_limit_check CHECK (((repeat_limit >= 1) AND (repeat_limit <= 9999))),
  constraint campaigns_segments_check CHECK ((cardinality(segments) <= 50)),
  constraint campaigns_spent_minor_check CHECK ((spent_minor >= 0)),
  constraint campaigns_status_check CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text]))),
  constraint campaigns_tier_basis_check CHECK ((tier_basis = ANY (ARRAY['quantity'::text, 'amount'::text]))),
  constraint campaigns_tiers_check CHECK (((jsonb_typeof(tiers) = 'array'::text) AND ((jsonb_array_length(tiers) >= 1) AND (jsonb_array_length(tiers) <= 20)))),
  constraint campaigns_uses_claimed_check CHECK ((uses_claimed >= 0)),
  constraint campaigns_uses_limit_check CHECK ((uses_limit >= 0)),
  constraint campaigns_vip_levels_check CHECK ((cardinality(vip_levels) <= 50)),
  constraint customer_campaign_names_customers CHECK (((campaign_type <> 'customer'::text) OR (cardinality(segments) > 0) OR (cardinality(vip_levels) > 0) OR first_order OR by_coupons)),
  constraint gift_has_its_goods CHECK ((((kind = 'gift'::text) = (gift_sku IS NOT NULL)) AND ((kind = 'gift'::text) = (gift_quantity IS NOT NULL)))),
  constraint one_code_or_many CHECK (((NOT by_coupons) OR (coupon_code IS NULL))),
  constraint percentage_has_its_rate CHECK ((((kind = ANY (ARRAY['percentage'::text, 'buy_get'::text, 'shipping_percentage'::text])) = (percentage IS NOT NULL)) AND (percentage > (0)::numeric) AND (percentage <= (100)::numeric))),
  constraint tiered_has_its_tiers CHECK ((((kind = 'tiered'::text) = (tiers IS NOT NULL)) AND ((kind = 'tiered'::text) = (tier_basis IS NOT NULL))))
);

create table spindle.cart_coupons (
  tenant_id text not null,
  cart_id uuid not null,
  code text not null,
  added_at timestamp with time zone not null,
  constraint cart_coupons_pkey PRIMARY KEY (tenant_id, cart_id, code),
  constraint cart_coupons_tenant_id_cart_id_fkey FOREIGN KEY (tenant_id, cart_id) REFERENCES spindle.carts(tenant_id, cart_id),
  constraint cart_coupons_code_check CHECK (((length(code) >= 1) AND (length(code) <= 64)))
);

create table spindle.cart_lines (
  tenant_id text not null,
  cart_id uuid not null,
  line_id uuid not null,
  sku text not null,
  quantity bigint not null,
  added_at timestamp with time zone not null,
  constraint cart_lines_pkey PRIMARY KEY (tenant_id, cart_id, line_id),
  constraint cart_lines_tenant_id_cart_id_fkey FOREIGN KEY (tenant_id, cart_id) REFERENCES spindle.carts(tenant_id, cart_id),
  constraint cart_lines_tenant_id_sku_fkey FOREIGN KEY (tenant_id, sku) REFERENCES spindle.variants(tenant_id, sku),
  constraint cart_lines_quantity_check CHECK (((quantity >= 1) AND (quantity <= 9999)))
);

create table spindle.carts (
  tenant_id text not null,
  cart_id uuid not null,
  customer_id uuid,
  token_hash bytea,
  currency text not null,
  status text not null,
  notes text,
  merged_into uuid,
  merge_report jsonb,
  version bigint not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  constraint carts_pkey PRIMARY KEY (tenant_id, cart_id),
  constraint carts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint cart_has_one_owner CHECK (((customer_id IS NULL) <> (token_hash IS NULL))),
  constraint carts_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint carts_notes_check CHECK ((length(notes) <= 2000)),
  constraint carts_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text, 'merged'::text, 'expired'::text]))),
  constraint carts_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint merged_cart_says_where CHECK ((((status = 'merged'::text) = (merged_into IS NOT NULL)) AND ((status = 'merged'::text) = (merge_report IS NOT NULL))))
);

create table spindle.checkouts (
  tenant_id text not null,
  checkout_id uuid not null,
  cart_id uuid not null,
  customer_id uuid,
  status text not null,
  email text,
  shipping_address jsonb,
  billing_address jsonb,
  billing_same boolean not null default false,
  shipping_method text,
  payment_method text,
  payment_token text,
  notes text,
  version bigint not null default 1,
  started_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint checkouts_pkey PRIMARY KEY (tenant_id, checkout_id),
  constraint checkouts_tenant_id_cart_id_fkey FOREIGN KEY (tenant_id, cart_id) REFERENCES spindle.carts(tenant_id, cart_id),
  constraint checkouts_tenant_id_shipping_method_fkey FOREIGN KEY (tenant_id, shipping_method) REFERENCES spindle.shipping_methods(tenant_id, code),
  constraint checkouts_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
  constraint checkouts_notes_check CHECK ((length(notes) <= 2000)),
  constraint checkouts_payment_method_check CHECK ((payment_method = ANY (ARRAY['CREDIT_CARD'::text, 'CASH_ON_DELIVERY'::text, 'BANK_TRANSFER'::text]))),
  constraint checkouts_payment_token_check CHECK (((length(payment_token) >= 1) AND (length(payment_token) <= 255))),
  constraint checkouts_status_check CHECK ((status = ANY (ARRAY['open'::text, 'completed'::text, 'expired'::text])))
);

create table spindle.clock_shift (
  only_row boolean not null default true,
  shift interval not null,
  constraint clock_shift_pkey PRIMARY KEY (only_row),
  constraint clock_shift_only_row_check CHECK (only_row)
);

create table spindle.coupons (
  tenant_id text not null,
  code text not null,
  campaign_id uuid not null,
  customer_id uuid,
  order_id uuid,
  created_at timestamp with time zone not null,
  constraint coupons_pkey PRIMARY KEY (tenant_id, code),
  constraint coupons_tenant_id_campaign_id_fkey FOREIGN KEY (tenant_id, campaign_id) REFERENCES spindle.campaigns(tenant_id, campaign_id),
  constraint coupons_code_check CHECK ((code ~ '^[A-Z0-9_-]{1,64}$'::text))
);

create table spindle.customers (
  tenant_id text not null,
  customer_id uuid not null,
  vip_level text,
  segments text[] not null default '{}'::text[],
  updated_at timestamp with time zone not null,
  constraint customers_pkey PRIMARY KEY (tenant_id, customer_id),
  constraint customers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint customers_segments_check CHECK ((cardinality(segments) <= 50)),
  constraint customers_vip_level_check CHECK ((vip_level ~ '^[a-z0-9_-]{1,50}$'::text))
);

create table spindle.exchange_rates (
  tenant_id text not null,
  base text not null,
  quote text not null,
  valid_from timestamp with time zone not null,
  rate numeric(24,12) not null,
  source text not null,
  constraint exchange_rates_pkey PRIMARY KEY (tenant_id, base, quote, valid_from),
  constraint exchange_rates_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint exchange_rates_base_check CHECK ((base ~ '^[A-Z]{3}$'::text)),
  constraint exchange_rates_quote_check CHECK ((quote ~ '^[A-Z]{3}$'::text)),
  constraint exchange_rates_rate_check CHECK ((rate > (0)::numeric)),
  constraint exchange_rates_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200))),
  constraint rate_is_between_two CHECK ((base <> quote))
);

create table spindle.idempotency_keys (
  tenant_id text not null,
  principal text not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  answer jsonb not null,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (tenant_id, principal, route, key),
  constraint idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);

create table spindle.import_rows (
  tenant_id text not null,
  import_id uuid not null,
  row_number bigint not null,
  data jsonb not null,
  sku text generated always as ((data ->> 'sku'::text)) stored,
  product_id uuid,
  constraint import_rows_pkey PRIMARY KEY (tenant_id, import_id, row_number),
  constraint import_rows_tenant_id_import_id_fkey FOREIGN KEY (tenant_id, import_id) REFERENCES spindle.imports(tenant_id, import_id) ON DELETE CASCADE,
  constraint import_rows_data_check CHECK ((jsonb_typeof(data) = 'object'::text)),
  constraint import_rows_row_number_check CHECK ((row_number >= 1))
);

create table spindle.imports (
  tenant_id text not null,
  import_id uuid not null,
  status text not null,
  actor text not null,
  row_count bigint not null default 0,
  error_count bigint not null default 0,
  errors jsonb not null default '[]'::jsonb,
  counts jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (tenant_id, import_id),
  constraint imports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint imports_actor_check CHECK (((length(actor) >= 1) AND (length(actor) <= 255))),
  constraint imports_error_count_check CHECK ((error_count >= 0)),
  constraint imports_row_count_check CHECK (((row_count >= 0) AND (row_count <= 500000))),
  constraint imports_status_check CHECK ((status = ANY (ARRAY['open'::text, 'applied'::text, 'failed'::text])))
);

create table spindle.order_addresses (
  tenant_id text not null,
  order_id uuid not null,
  kind text not null,
  address_id uuid not null,
  address jsonb not null,
  constraint order_addresses_pkey PRIMARY KEY (tenant_id, order_id, kind),
  constraint order_addresses_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES spindle.orders(tenant_id, order_id),
  constraint order_addresses_kind_check CHECK ((kind = ANY (ARRAY['SHIPPING'::text, 'BILLING'::text])))
);

create table spindle.order_history (
  tenant_id text not null,
  order_id uuid not null,
  entry_id bigint not null generated always as identity,
  status text not null,
  payment_status text not null,
  note text not null,
  actor text not null,
  occurred_at timestamp with time zone not null,
  detail jsonb,
  constraint order_history_pkey PRIMARY KEY (tenant_id, order_id, entry_id),
  constraint order_history_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES spindle.orders(tenant_id, order_id)
);

create table spindle.order_line_parts (
  tenant_id text not null,
  order_id uuid not null,
  line_id uuid not null,
  sku text not null,
  per_piece bigint not null,
  constraint order_line_parts_pkey PRIMARY KEY (tenant_id, order_id, line_id, sku),
  constraint order_line_parts_tenant_id_order_id_line_id_fkey FOREIGN KEY (tenant_id, order_id, line_id) REFERENCES spindle.order_lines(tenant_id, order_id, line_id) ON DELETE CASCADE,
  constraint order_line_parts_per_piece_check CHECK ((per_piece > 0))
);

create table spindle.order_lines (
  tenant_id text not null,
  order_id uuid not null,
  line_id uuid not null,
  line_number integer not null,
  product_id uuid not null,
  variant_id uuid not null,
  sku text not null,
  name text not null,
  quantity bigint not null,
  unit_price_minor bigint not null,
  subtotal_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  tax_rate numeric(7,6) not null,
  warehouse text,
  shipped bigint not null default 0,
  returned bigint not null default 0,
  constraint order_lines_pkey PRIMARY KEY (tenant_id, order_id, line_id),
  constraint order_lines_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES spindle.orders(tenant_id, order_id),
  constraint line_adds_up CHECK ((subtotal_minor = (quantity * unit_price_minor))),
  constraint line_never_negative CHECK (((discount_minor >= 0) AND (discount_minor <= subtotal_minor))),
  constraint line_ships_what_it_has CHECK ((((returned >= 0) AND (returned <= shipped)) AND (shipped <= quantity))),
  constraint order_lines_quantity_check CHECK ((quantity > 0)),
  constraint order_lines_tax_minor_check CHECK ((tax_minor >= 0)),
  constraint order_lines_unit_price_minor_check CHECK ((unit_price_minor >= 0))
);

create table spindle.orders (
  tenant_id text not null,
  order_id uuid not null,
  order_number text not null,
  checkout_id uuid not null,
  cart_id uuid not null,
  customer_id uuid,
  token_hash bytea,
  email text,
  status text not null,
  payment_status text not null,
  payment_method text not null,
  shipping_method text not null,
  currency text not null,
  subtotal_minor bigint not null,
  discount_minor bigint not null,
  shipping_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  prices_include_tax boolean not null,
  explanation jsonb not null,
  notes text,
  search tsvector not null default ''::tsvector,
  placed_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version bigint not null default 0,
  delivered_at timestamp with time zone,
  cancel_reason text,
  shipping_tax_rate numeric(7,6) not null default 0,
  constraint orders_pkey PRIMARY KEY (tenant_id, order_id),
  constraint one_order_per_checkout UNIQUE (tenant_id, checkout_id),
  constraint orders_tenant_id_order_number_key UNIQUE (tenant_id, order_number),
  constraint orders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint order_adds_up CHECK ((total_minor = (((subtotal_minor - discount_minor) + shipping_minor) +
CASE
    WHEN prices_include_tax THEN (0)::bigint
    ELSE tax_minor
END))),
  constraint orders_cancel_reason_check CHECK (((length(cancel_reason) >= 1) AND (length(cancel_reason) <= 500))),
  constraint orders_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint orders_discount_minor_check CHECK ((discount_minor >= 0)),
  constraint orders_payment_method_check CHECK ((payment_method = ANY (ARRAY['CREDIT_CARD'::text, 'CASH_ON_DELIVERY'::text, 'BANK_TRANSFER'::text]))),
  constraint orders_payment_status_check CHECK ((payment_status = ANY (ARRAY['PENDING'::text, 'AUTHORIZED'::text, 'PAID'::text, 'PARTIALLY_REFUNDED'::text, 'REFUNDED'::text, 'FAILED'::text]))),
  constraint orders_shipping_minor_check CHECK ((shipping_minor >= 0)),
  constraint orders_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'CONFIRMED'::text, 'PROCESSING'::text, 'SHIPPED'::text, 'DELIVERED'::text, 'COMPLETED'::text, 'CANCELLED'::text, 'RETURNED'::text, 'PAYMENT_FAILED'::text]))),
  constraint orders_subtotal_minor_check CHECK ((subtotal_minor >= 0)),
  constraint orders_tax_minor_check CHECK ((tax_minor >= 0)),
  constraint orders_total_minor_check CHECK ((total_minor >= 0))
);

create table spindle.outbox (
  tenant_id text not null,
  event_id bigint not null generated always as identity,
  topic text not null,
  subject text not null,
  payload jsonb not null,
  occurred_at timestamp with time zone not null,
  constraint outbox_pkey PRIMARY KEY (tenant_id, event_id)
);

create table spindle.paper_counters (
  tenant_id text not null,
  kind text not null,
  last bigint not null,
  constraint paper_counters_pkey PRIMARY KEY (tenant_id, kind),
  constraint paper_counters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint paper_counters_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text]))),
  constraint paper_counters_last_check CHECK ((last > 0))
);

create table spindle.papers (
  tenant_id text not null,
  kind text not null,
  number bigint not null,
  label text not null,
  order_id uuid not null,
  part integer not null,
  transaction_id bigint,
  document jsonb not null,
  issued_at timestamp with time zone not null,
  constraint papers_pkey PRIMARY KEY (tenant_id, kind, number),
  constraint one_credit_note_per_refund UNIQUE (tenant_id, transaction_id),
  constraint one_paper_per_part UNIQUE (tenant_id, order_id, kind, part),
  constraint papers_tenant_id_label_key UNIQUE (tenant_id, label),
  constraint papers_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES spindle.orders(tenant_id, order_id),
  constraint papers_tenant_id_transaction_id_fkey FOREIGN KEY (tenant_id, transaction_id) REFERENCES spindle.payment_transactions(tenant_id, transaction_id),
  constraint papers_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text]))),
  constraint papers_number_check CHECK ((number > 0)),
  constraint papers_part_check CHECK ((part > 0)),
  constraint refund_has_its_credit_note CHECK (((kind = 'credit_note'::text) OR (transaction_id IS NULL)))
);

create table spindle.payment_attempts (
  tenant_id text not null,
  attempt_id uuid not null,
  order_id uuid not null,
  amount_minor bigint not null,
  currency text not null,
  token text,
  status text not null,
  provider_reference text,
  reason text,
  started_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  kind text not null default 'charge'::text,
  of_attempt uuid,
  detail jsonb,
  response jsonb,
  asked integer not null default 0,
  ask_after timestamp with time zone,
  constraint payment_attempts_pkey PRIMARY KEY (tenant_id, attempt_id),
  constraint payment_attempts_tenant_id_of_attempt_fkey FOREIGN KEY (tenant_id, of_attempt) REFERENCES spindle.payment_attempts(tenant_id, attempt_id),
  constraint payment_attempts_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES spindle.orders(tenant_id, order_id),
  constraint attempt_follows_its_charge CHECK (((kind = ANY (ARRAY['capture'::text, 'void'::text])) <= (of_attempt IS NOT NULL))),
  constraint attempt_has_its_token CHECK (((kind = ANY (ARRAY['charge'::text, 'authorize'::text])) = (token IS NOT NULL))),
  constraint payment_attempts_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint payment_attempts_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint payment_attempts_kind_check CHECK ((kind = ANY (ARRAY['charge'::text, 'authorize'::text, 'capture'::text, 'void'::text, 'refund'::text]))),
  constraint payment_attempts_status_check CHECK ((status = ANY (ARRAY['started'::text, 'succeeded'::text, 'declined'::text, 'pending'::text, 'unknown'::text])))
);

create table spindle.payment_transactions (
  tenant_id text not null,
  transaction_id bigint not null generated always as identity,
  order_id uuid not null,
  attempt_id uuid,
  kind text not null,
  amount_minor bigint not null,
  currency text not null,
  provider_reference text not null,
  occurred_at timestamp with time zone not null,
  constraint payment_transactions_pkey PRIMARY KEY (tenant_id, transaction_id),
  constraint provider_confirms_once UNIQUE (tenant_id, attempt_id, kind, provider_reference),
  constraint payment_transactions_tenant_id_attempt_id_fkey FOREIGN KEY (tenant_id, attempt_id) REFERENCES spindle.payment_attempts(tenant_id, attempt_id),
  constraint payment_transactions_amount_minor_check CHECK ((amount_minor > 0)),
  constraint payment_transactions_kind_check CHECK ((kind = ANY (ARRAY['authorization'::text, 'capture'::text, 'void'::text, 'refund'::text, 'collection'::text])))
);

create table spindle.prices (
  tenant_id text not null,
  sku text not null,
  price_id uuid not null,
  list text not null default 'standard'::text,
  currency text not null,
  min_quantity bigint not null default 1,
  segment text,
  vip_level text,
  warehouse text,
  amount_minor bigint not null,
  valid_from timestamp with time zone,
  valid_until timestamp with time zone,
  constraint prices_pkey PRIMARY KEY (tenant_id, sku, price_id),
  constraint one_price_for_one_case UNIQUE NULLS NOT DISTINCT (tenant_id, sku, list, currency, min_quantity, segment, vip_level, warehouse, valid_from),
  constraint prices_tenant_id_sku_fkey FOREIGN KEY (tenant_id, sku) REFERENCES spindle.variants(tenant_id, sku),
  constraint prices_tenant_id_warehouse_fkey FOREIGN KEY (tenant_id, warehouse) REFERENCES spindle.warehouses(tenant_id, warehouse),
  constraint price_ends_after_it_starts CHECK ((valid_until > valid_from)),
  constraint price_is_for_one_audience CHECK (((segment IS NULL) OR (vip_level IS NULL))),
  constraint prices_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint prices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint prices_list_check CHECK ((list ~ '^[a-z0-9_-]{1,50}$'::text)),
  constraint prices_min_quantity_check CHECK (((min_quantity >= 1) AND (min_quantity <= 9999))),
  constraint prices_segment_check CHECK ((segment ~ '^[a-z0-9_-]{1,50}$'::text)),
  constraint prices_vip_level_check CHECK ((vip_level ~ '^[a-z0-9_-]{1,50}$'::text))
);

create table spindle.products (
  tenant_id text not null,
  product_id uuid not null,
  name text not null,
  description text not null default ''::text,
  categories text[] not null default '{}'::text[],
  attributes jsonb not null default '{}'::jsonb,
  tax_class text not null default 'standard'::text,
  status text not null default 'active'::text,
  version bigint not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  search tsvector not null default ''::tsvector,
  constraint products_pkey PRIMARY KEY (tenant_id, product_id),
  constraint products_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint products_attributes_check CHECK (((jsonb_typeof(attributes) = 'object'::text) AND (pg_column_size(attributes) <= 16384))),
  constraint products_categories_check CHECK ((cardinality(categories) <= 50)),
  constraint products_description_check CHECK ((length(description) <= 10000)),
  constraint products_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint products_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'inactive'::text]))),
  constraint products_tax_class_check CHECK ((tax_class ~ '^[a-z0-9_-]{1,50}$'::text))
);

create table spindle.promotion_failures (
  tenant_id text not null,
  digest text not null,
  failures bigint not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  last_reason text not null,
  disabled_at timestamp with time zone,
  constraint promotion_failures_pkey PRIMARY KEY (tenant_id),
  constraint promotion_failures_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint promotion_failures_check CHECK ((last_at >= first_at)),
  constraint promotion_failures_digest_check CHECK ((digest ~ '^[0-9a-f]{1,64}$'::text)),
  constraint promotion_failures_failures_check CHECK ((failures > 0)),
  constraint promotion_failures_last_reason_check CHECK (((length(last_reason) >= 1) AND (length(last_reason) <= 50)))
);

create table spindle.reservations (
  tenant_id text not null,
  order_id uuid not null,
  sku text not null,
  warehouse text not null,
  quantity bigint not null,
  status text not null,
  expires_at timestamp with time zone,
  returned bigint not null default 0,
  constraint reservations_pkey PRIMARY KEY (tenant_id, order_id, sku, warehouse),
  constraint reservations_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES spindle.orders(tenant_id, order_id),
  constraint reservations_tenant_id_sku_warehouse_fkey FOREIGN KEY (tenant_id, sku, warehouse) REFERENCES spindle.stock(tenant_id, sku, warehouse),
  constraint reservation_returns_what_it_took CHECK ((((returned >= 0) AND (returned <= quantity)) AND ((returned = 0) OR (status = 'committed'::text)))),
  constraint reservations_quantity_check CHECK ((quantity > 0)),
  constraint reservations_status_check CHECK ((status = ANY (ARRAY['held'::text, 'committed'::text, 'released'::text])))
);

create table spindle.return_lines (
  tenant_id text not null,
  return_id uuid not null,
  order_id uuid not null,
  line_id uuid not null,
  quantity bigint not null,
  restock boolean not null,
  constraint return_lines_pkey PRIMARY KEY (tenant_id, return_id, line_id),
  constraint return_lines_tenant_id_order_id_line_id_fkey FOREIGN KEY (tenant_id, order_id, line_id) REFERENCES spindle.order_lines(tenant_id, order_id, line_id),
  constraint return_lines_tenant_id_return_id_fkey FOREIGN KEY (tenant_id, return_id) REFERENCES spindle.returns(tenant_id, return_id),
  constraint return_lines_quantity_check CHECK ((quantity > 0))
);

create table spindle.returns (
  tenant_id text not null,
  return_id uuid not null,
  order_id uuid not null,
  status text not null,
  reason text not null,
  requested_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  actor text not null,
  constraint returns_pkey PRIMARY KEY (tenant_id, return_id),
  constraint returns_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES spindle.orders(tenant_id, order_id),
  constraint return_is_decided_once CHECK (((status = 'requested'::text) = (decided_at IS NULL))),
  constraint returns_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint returns_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'received'::text, 'refused'::text])))
);

create table spindle.sandbox_charges (
  tenant_id text not null,
  key text not null,
  charge_id text not null,
  amount_minor bigint not null,
  currency text not null,
  token text not null,
  reference text not null,
  status text not null,
  reason text,
  charged_at timestamp with time zone not null,
  capture boolean not null default true,
  constraint sandbox_charges_pkey PRIMARY KEY (tenant_id, key),
  constraint sandbox_charges_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint sandbox_charges_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
  constraint sandbox_charges_status_check CHECK ((status = ANY (ARRAY['succeeded'::text, 'declined'::text, 'pending'::text])))
);

create table spindle.sandbox_operations (
  tenant_id text not null,
  key text not null,
  operation_id text not null,
  kind text not null,
  charge_key text not null,
  amount_minor bigint not null,
  status text not null,
  reason text,
  made_at timestamp with time zone not null,
  constraint sandbox_operations_pkey PRIMARY KEY (tenant_id, key),
  constraint sandbox_operations_tenant_id_charge_key_fkey FOREIGN KEY (tenant_id, charge_key) REFERENCES spindle.sandbox_charges(tenant_id, key),
  constraint sandbox_operations_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint sandbox_operations_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
  constraint sandbox_operations_kind_check CHECK ((kind = ANY (ARRAY['capture'::text, 'void'::text, 'refund'::text]))),
  constraint sandbox_operations_status_check CHECK ((status = ANY (ARRAY['succeeded'::text, 'declined'::text, 'pending'::text])))
);

create table spindle.shipment_lines (
  tenant_id text not null,
  shipment_id uuid not null,
  order_id uuid not null,
  line_id uuid not null,
  quantity bigint not null,
  constraint shipment_lines_pkey PRIMARY KEY (tenant_id, shipment_id, line_id),
  constraint shipment_lines_tenant_id_order_id_line_id_fkey FOREIGN KEY (tenant_id, order_id, line_id) REFERENCES spindle.order_lines(tenant_id, order_id, line_id),
  constraint shipment_lines_tenant_id_shipment_id_fkey FOREIGN KEY (tenant_id, shipment_id) REFERENCES spindle.shipments(tenant_id, shipment_id),
  constraint shipment_lines_quantity_check CHECK ((quantity > 0))
);

create table spindle.shipments (
  tenant_id text not null,
  shipment_id uuid not null,
  order_id uuid not null,
  carrier text,
  tracking_number text,
  shipped_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  constraint shipments_pkey PRIMARY KEY (tenant_id, shipment_id),
  constraint shipments_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES spindle.orders(tenant_id, order_id),
  constraint shipments_carrier_check CHECK (((length(carrier) >= 1) AND (length(carrier) <= 100))),
  constraint shipments_tracking_number_check CHECK (((length(tracking_number) >= 1) AND (length(tracking_number) <= 100)))
);

create table spindle.shipping_methods (
  tenant_id text not null,
  code text not null,
  name text not null,
  kind text not null default 'flat'::text,
  free_from_minor bigint,
  "position" integer not null default 0,
  status text not null default 'active'::text,
  constraint shipping_methods_pkey PRIMARY KEY (tenant_id, code),
  constraint shipping_methods_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint shipping_methods_code_check CHECK ((code ~ '^[A-Z0-9_]{1,50}$'::text)),
  constraint shipping_methods_free_from_minor_check CHECK ((free_from_minor >= 0)),
  constraint shipping_methods_kind_check CHECK ((kind = ANY (ARRAY['flat'::text, 'weight'::text, 'amount'::text, 'pickup'::text]))),
  constraint shipping_methods_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint shipping_methods_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])))
);

create table spindle.shipping_rates (
  tenant_id text not null,
  code text not null,
  country text not null default ''::text,
  region text not null default ''::text,
  from_value bigint not null default 0,
  amount_minor bigint,
  constraint shipping_rates_pkey PRIMARY KEY (tenant_id, code, country, region, from_value),
  constraint shipping_rates_tenant_id_code_fkey FOREIGN KEY (tenant_id, code) REFERENCES spindle.shipping_methods(tenant_id, code) ON DELETE CASCADE,
  constraint region_has_its_country CHECK (((region = ''::text) OR (country <> ''::text))),
  constraint shipping_rates_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint shipping_rates_country_check CHECK ((country ~ '^([A-Z]{2})?$'::text)),
  constraint shipping_rates_from_value_check CHECK ((from_value >= 0)),
  constraint shipping_rates_region_check CHECK ((length(region) <= 100))
);

create table spindle.stock (
  tenant_id text not null,
  sku text not null,
  warehouse text not null,
  on_hand bigint not null,
  reserved bigint not null default 0,
  threshold bigint not null default 0,
  constraint stock_pkey PRIMARY KEY (tenant_id, sku, warehouse),
  constraint stock_tenant_id_sku_fkey FOREIGN KEY (tenant_id, sku) REFERENCES spindle.variants(tenant_id, sku),
  constraint stock_tenant_id_warehouse_fkey FOREIGN KEY (tenant_id, warehouse) REFERENCES spindle.warehouses(tenant_id, warehouse),
  constraint stock_never_oversold CHECK (((reserved >= 0) AND (reserved <= on_hand))),
  constraint stock_on_hand_check CHECK ((on_hand >= 0)),
  constraint stock_threshold_check CHECK ((threshold >= 0))
);

create table spindle.stock_movements (
  tenant_id text not null,
  movement_id bigint not null generated always as identity,
  sku text not null,
  warehouse text not null,
  kind text not null,
  on_hand_change bigint not null,
  reserved_change bigint not null,
  order_id uuid,
  reason text not null,
  actor text not null,
  occurred_at timestamp with time zone not null,
  constraint stock_movements_pkey PRIMARY KEY (tenant_id, movement_id),
  constraint stock_movements_tenant_id_sku_warehouse_fkey FOREIGN KEY (tenant_id, sku, warehouse) REFERENCES spindle.stock(tenant_id, sku, warehouse),
  constraint movement_moves_something CHECK (((on_hand_change <> 0) OR (reserved_change <> 0))),
  constraint stock_movements_actor_check CHECK (((length(actor) >= 1) AND (length(actor) <= 255))),
  constraint stock_movements_kind_check CHECK ((kind = ANY (ARRAY['receive'::text, 'reserve'::text, 'release'::text, 'commit'::text, 'return'::text, 'correct'::text]))),
  constraint stock_movements_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
);

create table spindle.tax_rates (
  tenant_id text not null,
  country text not null,
  region text not null default ''::text,
  tax_class text not null default 'standard'::text,
  name text not null,
  rate numeric(7,6) not null,
  constraint tax_rates_pkey PRIMARY KEY (tenant_id, country, region, tax_class),
  constraint tax_rates_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint tax_rates_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint tax_rates_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint tax_rates_rate_check CHECK (((rate >= (0)::numeric) AND (rate < (1)::numeric))),
  constraint tax_rates_region_check CHECK ((length(region) <= 100)),
  constraint tax_rates_tax_class_check CHECK ((tax_class ~ '^[a-z0-9_-]{1,50}$'::text))
);

create table spindle.tenants (
  tenant_id text not null,
  name text not null,
  currency text not null,
  sells_in text[] not null default '{}'::text[],
  country text not null default 'US'::text,
  region text not null default ''::text,
  time_zone text not null default 'UTC'::text,
  price_list text not null default 'standard'::text,
  prices_include_tax boolean not null default false,
  rounding text not null default 'half_even'::text,
  cart_merge text not null default 'sum'::text,
  empty_cart_hours integer not null default 6,
  guest_cart_days integer not null default 30,
  customer_cart_days integer not null default 90,
  checkout_minutes integer not null default 1440,
  hold_minutes integer not null default 15,
  return_days integer not null default 30,
  line_limit integer not null default 200,
  quantity_limit integer not null default 9999,
  coupon_limit integer not null default 10,
  promotion_policy text not null default 'skip'::text,
  created_at timestamp with time zone not null,
  capture text not null default 'at_order'::text,
  legal_name text not null default ''::text,
  legal_address text not null default ''::text,
  tax_number text not null default ''::text,
  invoice_note text not null default ''::text,
  constraint tenants_pkey PRIMARY KEY (tenant_id),
  constraint tenants_capture_check CHECK ((capture = ANY (ARRAY['at_order'::text, 'at_shipment'::text]))),
  constraint tenants_cart_merge_check CHECK ((cart_merge = ANY (ARRAY['sum'::text, 'guest'::text, 'maximum'::text]))),
  constraint tenants_checkout_minutes_check CHECK (((checkout_minutes >= 1) AND (checkout_minutes <= 43200))),
  constraint tenants_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint tenants_coupon_limit_check CHECK (((coupon_limit >= 1) AND (coupon_limit <= 10))),
  constraint tenants_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint tenants_customer_cart_days_check CHECK (((customer_cart_days >= 1) AND (customer_cart_days <= 3650))),
  constraint tenants_empty_cart_hours_check CHECK (((empty_cart_hours >= 1) AND (empty_cart_hours <= 8760))),
  constraint tenants_guest_cart_days_check CHECK (((guest_cart_days >= 1) AND (guest_cart_days <= 3650))),
  constraint tenants_hold_minutes_check CHECK (((hold_minutes >= 1) AND (hold_minutes <= 10080))),
  constraint tenants_invoice_note_check CHECK ((length(invoice_note) <= 1000)),
  constraint tenants_legal_address_check CHECK ((length(legal_address) <= 1000)),
  constraint tenants_legal_name_check CHECK ((length(legal_name) <= 200)),
  constraint tenants_line_limit_check CHECK (((line_limit >= 1) AND (line_limit <= 200))),
  constraint tenants_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint tenants_price_list_check CHECK ((price_list ~ '^[a-z0-9_-]{1,50}$'::text)),
  constraint tenants_promotion_policy_check CHECK ((promotion_policy = ANY (ARRAY['skip'::text, 'standard'::text, 'refuse'::text]))),
  constraint tenants_quantity_limit_check CHECK (((quantity_limit >= 1) AND (quantity_limit <= 9999))),
  constraint tenants_region_check CHECK ((length(region) <= 100)),
  constraint tenants_return_days_check CHECK (((return_days >= 0) AND (return_days <= 3650))),
  constraint tenants_rounding_check CHECK ((rounding = ANY (ARRAY['half_even'::text, 'half_up'::text, 'half_down'::text]))),
  constraint tenants_sells_in_check CHECK ((cardinality(sells_in) <= 50)),
  constraint tenants_tax_number_check CHECK ((length(tax_number) <= 100)),
  constraint tenants_tenant_id_check CHECK ((tenant_id ~ '^[a-z0-9-]{1,63}$'::text)),
  constraint tenants_time_zone_check CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 64)))
);

create table spindle.variants (
  tenant_id text not null,
  sku text not null,
  variant_id uuid not null,
  product_id uuid not null,
  name text not null,
  attributes jsonb not null default '{}'::jsonb,
  weight_grams bigint not null default 0,
  status text not null default 'active'::text,
  constraint variants_pkey PRIMARY KEY (tenant_id, sku),
  constraint variants_tenant_id_variant_id_key UNIQUE (tenant_id, variant_id),
  constraint variants_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES spindle.products(tenant_id, product_id),
  constraint variants_attributes_check CHECK (((jsonb_typeof(attributes) = 'object'::text) AND (pg_column_size(attributes) <= 16384))),
  constraint variants_name_check CHECK ((length(name) <= 200)),
  constraint variants_sku_check CHECK (((length(sku) >= 1) AND (length(sku) <= 100))),
  constraint variants_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text]))),
  constraint variants_weight_grams_check CHECK (((weight_grams >= 0) AND (weight_grams <= 100000000)))
);

create table spindle.warehouses (
  tenant_id text not null,
  warehouse text not null,
  name text not null,
  country text not null,
  region text not null default ''::text,
  priority integer not null default 100,
  markup numeric(7,6) not null default 0,
  status text not null default 'active'::text,
  constraint warehouses_pkey PRIMARY KEY (tenant_id, warehouse),
  constraint warehouses_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES spindle.tenants(tenant_id),
  constraint warehouses_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint warehouses_markup_check CHECK (((markup > ('-1'::integer)::numeric) AND (markup < (10)::numeric))),
  constraint warehouses_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint warehouses_priority_check CHECK (((priority >= 0) AND (priority <= 1000000))),
  constraint warehouses_region_check CHECK ((length(region) <= 100)),
  constraint warehouses_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text]))),
  constraint warehouses_warehouse_check CHECK ((warehouse ~ '^[A-Z0-9_-]{1,50}$'::text))
);


-- Indexes

CREATE INDEX attempts_of_order ON spindle.payment_attempts USING btree (tenant_id, order_id);
CREATE INDEX attempts_to_ask_about ON spindle.payment_attempts USING btree (ask_after) WHERE (status = ANY (ARRAY['started'::text, 'pending'::text, 'unknown'::text]));
CREATE INDEX attention_by_reason ON spindle.attention USING btree (reason, opened_at) WHERE (resolved_at IS NULL);
CREATE INDEX attention_by_state ON spindle.attention USING btree (tenant_id, ((resolved_at IS NULL)), attention_id);
CREATE INDEX attention_of_order ON spindle.attention USING btree (tenant_id, order_id, attention_id);
CREATE INDEX bundles_with_component ON spindle.bundle_components USING btree (tenant_id, component_sku);
CREATE INDEX campaigns_by_themselves ON spindle.campaigns USING btree (tenant_id) WHERE ((status = 'active'::text) AND (coupon_code IS NULL) AND (NOT by_coupons));
CREATE INDEX campaigns_listed ON spindle.campaigns USING btree (tenant_id, created_at DESC, campaign_id DESC);
CREATE INDEX carts_of_customer ON spindle.carts USING btree (tenant_id, customer_id) WHERE (status = 'open'::text);
CREATE INDEX carts_to_expire ON spindle.carts USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX checkouts_to_expire ON spindle.checkouts USING btree (expires_at) WHERE (status = 'open'::text);
CREATE INDEX coupons_of_campaign ON spindle.coupons USING btree (tenant_id, campaign_id, code);
CREATE INDEX coupons_of_order ON spindle.coupons USING btree (tenant_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX holds_to_expire ON spindle.reservations USING btree (expires_at) WHERE ((status = 'held'::text) AND (expires_at IS NOT NULL));
CREATE INDEX idempotency_keys_by_age ON spindle.idempotency_keys USING btree (created_at);
CREATE INDEX kept_callbacks ON spindle.callback_inbox USING btree (tenant_id, order_reference) WHERE (status = 'kept'::text);
CREATE INDEX kept_callbacks_by_age ON spindle.callback_inbox USING btree (received_at) WHERE (status = 'kept'::text);
CREATE INDEX kept_callbacks_to_try ON spindle.callback_inbox USING btree (try_after) WHERE (status = 'kept'::text);
CREATE INDEX movements_of_sku ON spindle.stock_movements USING btree (tenant_id, sku, movement_id);
CREATE INDEX open_attention ON spindle.attention USING btree (tenant_id, opened_at) WHERE (resolved_at IS NULL);
CREATE INDEX orders_by_change ON spindle.orders USING btree (tenant_id, updated_at DESC, order_id DESC);
CREATE INDEX orders_by_payment_status ON spindle.orders USING btree (tenant_id, payment_status, placed_at DESC, order_id DESC);
CREATE INDEX orders_by_status ON spindle.orders USING btree (tenant_id, status, placed_at DESC, order_id DESC);
CREATE INDEX orders_by_total ON spindle.orders USING btree (tenant_id, total_minor DESC, order_id DESC);
CREATE INDEX orders_by_words ON spindle.orders USING gin (search);
CREATE INDEX orders_of_customer ON spindle.orders USING btree (tenant_id, customer_id, placed_at DESC, order_id DESC);
CREATE INDEX orders_of_tenant ON spindle.orders USING btree (tenant_id, placed_at DESC, order_id DESC);
CREATE INDEX orders_to_complete ON spindle.orders USING btree (tenant_id, delivered_at) WHERE (status = 'DELIVERED'::text);
CREATE INDEX outbox_by_age ON spindle.outbox USING btree (occurred_at);
CREATE INDEX products_by_words ON spindle.products USING gin (search);
CREATE INDEX products_of_category ON spindle.products USING gin (categories);
CREATE INDEX returns_of_order ON spindle.returns USING btree (tenant_id, order_id);
CREATE INDEX sandbox_operations_of_charge ON spindle.sandbox_operations USING btree (tenant_id, charge_key);
CREATE INDEX shipments_of_order ON spindle.shipments USING btree (tenant_id, order_id);
CREATE INDEX transactions_of_order ON spindle.payment_transactions USING btree (tenant_id, order_id);
CREATE INDEX uses_of_customer ON spindle.campaign_uses USING btree (tenant_id, campaign_id, customer_id);
CREATE INDEX variants_of_product ON spindle.variants USING btree (tenant_id, product_id);
CREATE TRIGGER new_names_are_found BEFORE UPDATE OF name ON spindle.products FOR EACH ROW WHEN ((old.name <> new.name)) EXECUTE FUNCTION spindle.index_new_name();
CREATE TRIGGER new_variants_are_found AFTER INSERT ON spindle.variants REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION spindle.index_new_variants();
CREATE TRIGGER order_transitions BEFORE UPDATE OF status ON spindle.orders FOR EACH ROW WHEN ((old.status <> new.status)) EXECUTE FUNCTION spindle.check_transition();
CREATE UNIQUE INDEX one_open_checkout_per_cart ON spindle.checkouts USING btree (tenant_id, cart_id) WHERE (status = 'open'::text);
create view spindle.broken_checkouts (tenant_id, checkout_id, status, order_number);
create view spindle.broken_confirmations (tenant_id, order_id, order_number, status, told);
create view spindle.broken_coupons (tenant_id, campaign_id, name, uses_claimed, uses, of_live_orders, spent_minor, given_minor);
create view spindle.broken_history (tenant_id, order_id, order_number, status, payment_status, last_status, last_payment_status, entries, events);
create view spindle.broken_holds (tenant_id, order_id, order_number, status, sku, sold, held, taken, kept);
create view spindle.broken_inbox (tenant_id, provider, event_id, kind, status, order_reference, order_id);
create view spindle.broken_ledger (tenant_id, key, provider_did, provider_says, provider_has, order_id, attempt, attempt_says, attempt_has);
create view spindle.broken_money (tenant_id, order_id, order_number, status, payment_status, total_minor, captured, refunded, refunding, problem);
create view spindle.broken_papers (tenant_id, kind, papers, first, last, counter);
create view spindle.broken_reservations (tenant_id, order_id, sku, warehouse, reserved, reserved_moved, on_hand, on_hand_moved);
create view spindle.broken_shipments (tenant_id, order_id, order_number, status, line_id, sku, quantity, shipped, in_shipments, returned, in_returns);
create view spindle.broken_stock (tenant_id, sku, warehouse, on_hand, on_hand_moved, reserved, reserved_moved, held);
create view spindle.broken_totals (tenant_id, order_id, order_number, subtotal_minor, of_lines, discount_minor, discount_of_lines, tax_minor, tax_of_lines);

-- Functions

function spindle.add_callback_secret(p_tenant_id text, p_provider text, p_secret bytea, p_overlap interval) returns jsonb plpgsql volatile;
function spindle.add_cart_item(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_cart_id uuid, p_version bigint, p_item jsonb, p_quantity bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.add_exchange_rate(p_tenant_id text, p_base text, p_quote text, p_rate text, p_source text, p_valid_from text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.add_tenant(p_tenant_id text, p_settings jsonb, p_tax_rate numeric) returns jsonb plpgsql volatile;
function spindle.address_refusal(p_order spindle.orders, p_change jsonb) returns jsonb plpgsql stable;
function spindle.advance_order(p_order spindle.orders, p_status text, p_note text, p_actor text) returns jsonb plpgsql volatile;
function spindle.allowed_actions(p_order spindle.orders, p_role text) returns jsonb plpgsql stable;
function spindle.apply_callback(p_tenant_id text, p_order_id uuid, p_kind text, p_payload jsonb, p_actor text) returns text plpgsql volatile;
function spindle.apply_delivery_news(p_tenant_id text, p_order_id uuid, p_payload jsonb, p_actor text) returns text plpgsql volatile;
function spindle.apply_edit(p_order spindle.orders, p_quote jsonb, p_difference jsonb, p_actor text) returns void plpgsql volatile;
function spindle.apply_import(p_tenant_id text, p_import_id uuid) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp, enable_nestloop=off;
function spindle.apply_kept_callbacks(p_tenant_id text, p_order_id uuid) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.apply_payment(p_attempt spindle.payment_attempts, p_result text, p_reference text, p_reason text, p_actor text) returns void plpgsql volatile;
function spindle.apply_payment_by_hand(p_order spindle.orders, p_result text, p_payload jsonb, p_actor text) returns text plpgsql volatile;
function spindle.apply_payment_news(p_tenant_id text, p_order_id uuid, p_result text, p_payload jsonb, p_actor text) returns text plpgsql volatile;
function spindle.apply_refund_news(p_tenant_id text, p_order_id uuid, p_result text, p_payload jsonb, p_actor text) returns text plpgsql volatile;
function spindle.apply_return_news(p_tenant_id text, p_order_id uuid, p_payload jsonb) returns text plpgsql volatile;
function spindle.as_it_is_now(p_tenant_id text, p_answer jsonb) returns jsonb plpgsql stable;
function spindle.attempt_json(a spindle.payment_attempts) returns jsonb sql immutable;
function spindle.attention_json(p_attention spindle.attention) returns jsonb plpgsql stable;
function spindle.attention_list_view(p_tenant_id text, p_wanted jsonb, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp, plan_cache_mode=force_custom_plan;
function spindle.attention_reasons() returns SETOF text sql immutable;
function spindle.attention_view(p_tenant_id text, p_attention_id bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.availability_view(p_tenant_id text, p_items jsonb, p_country text, p_region text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.await_payment(p_attempt spindle.payment_attempts, p_result text, p_actor text) returns void plpgsql volatile;
function spindle.callback_keys_view(p_tenant_id text, p_provider text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.callback_secret_json(p_secret spindle.callback_secrets) returns jsonb sql stable;
function spindle.callback_secrets_view(p_tenant_id text) returns jsonb plpgsql stable;
function spindle.campaign_json(c spindle.campaigns) returns jsonb sql stable;
function spindle.campaign_refusal(p_currency text, p_row spindle.campaigns) returns jsonb plpgsql volatile;
function spindle.campaign_row(p_tenant spindle.tenants, p_campaign_id uuid, p_campaign jsonb) returns spindle.campaigns plpgsql stable;
function spindle.campaign_trial_view(p_tenant_id text, p_campaign_id uuid, p_cart_id uuid, p_customer_id uuid, p_items jsonb, p_coupons jsonb, p_shipping_method text, p_currency text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.campaign_uses_json(p_tenant_id text, p_order_id uuid) returns jsonb plpgsql stable;
function spindle.campaign_view(p_tenant_id text, p_campaign_id uuid) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.campaigns_json(p_tenant_id text, p_customer jsonb, p_coupons jsonb) returns jsonb plpgsql stable;
function spindle.campaigns_view(p_tenant_id text, p_filter jsonb, p_after uuid, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.cancel_order(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_reason text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.cart_json(p_tenant_id text, p_cart_id uuid, p_shipping_method text, p_destination jsonb DEFAULT NULL::jsonb) returns jsonb plpgsql stable;
function spindle.cart_lifetime(p_cart spindle.carts) returns timestamp with time zone plpgsql stable;
function spindle.cart_refusal(p_cart spindle.carts) returns jsonb plpgsql stable;
function spindle.cart_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.change_campaign(p_tenant_id text, p_campaign_id uuid, p_version bigint, p_currency text, p_campaign jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.change_cart_item(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_line_id uuid, p_quantity bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.change_order(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_change jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.change_payment_method(p_order spindle.orders, p_method text, p_actor text) returns void plpgsql volatile;
function spindle.check_transition() returns trigger plpgsql volatile;
function spindle.checkout_end(p_tenant_id text) returns timestamp with time zone plpgsql stable;
function spindle.checkout_json(p_tenant_id text, p_checkout_id uuid) returns jsonb plpgsql stable;
function spindle.checkout_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_checkout_id uuid) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.choose_lines(p_tenant_id text, p_order_id uuid, p_items jsonb, p_action text) returns jsonb plpgsql stable;
function spindle.claim_campaigns(p_tenant_id text, p_order_id uuid, p_customer_id uuid, p_uses jsonb) returns jsonb plpgsql volatile;
function spindle.claim_kept_callbacks(p_limit bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.claim_order(p_tenant_id text, p_order_id uuid, p_customer_id uuid, p_quote jsonb) returns jsonb plpgsql volatile;
function spindle.clear_cart(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.clock() returns timestamp with time zone plpgsql stable;
function spindle.collect_payment(p_tenant_id text, p_order_id uuid, p_reference text, p_actor text, p_amount_minor bigint DEFAULT NULL::bigint) returns void plpgsql volatile;
function spindle.complete_checkout(p_order_id uuid, p_checkout spindle.checkouts, p_quote jsonb, p_actor text) returns void plpgsql volatile;
function spindle.complete_orders(p_limit bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.context_json(p_tenant_id text, p_currency text, p_customer jsonb, p_lines jsonb, p_coupons jsonb, p_shipping_method text, p_destination jsonb) returns jsonb plpgsql stable;
function spindle.coupon_code(p_prefix text) returns text plpgsql volatile;
function spindle.coupons_view(p_tenant_id text, p_campaign_id uuid, p_used boolean, p_after text, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.create_campaign(p_tenant_id text, p_request jsonb, p_currency text, p_campaign jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.create_cart(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_currency text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.create_import(p_tenant_id text, p_request jsonb, p_actor text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.create_product(p_tenant_id text, p_request jsonb, p_product jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.credit_money(p_tenant_id text, p_order_id uuid, p_amount_minor bigint, p_weights jsonb, p_transaction_id bigint, p_content jsonb) returns void plpgsql volatile;
function spindle.credited_taxes(p_tenant_id text, p_order_id uuid, p_amount_minor bigint, p_weights jsonb) returns jsonb plpgsql stable;
function spindle.currencies_known(p_tenant_id text) returns text[] plpgsql stable;
function spindle.currency_exponent(p_currency text) returns integer sql immutable;
function spindle.currency_refusal(p_tenant spindle.tenants, p_currency text) returns jsonb plpgsql immutable;
function spindle.customer_json(p_tenant_id text, p_customer_id uuid) returns jsonb plpgsql stable;
function spindle.customer_view(p_tenant_id text, p_customer_id uuid) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.decide_return(p_tenant_id text, p_return_id uuid, p_status text, p_resolution text, p_actor text) returns void plpgsql volatile;
function spindle.deliver_order(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_shipment_id uuid) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.demand(p_tenant_id text, p_lines jsonb) returns TABLE(sku text, quantity bigint, warehouse text) plpgsql stable;
function spindle.due_attempts(p_limit bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.duplicate_campaign(p_tenant_id text, p_request jsonb, p_campaign_id uuid, p_name text, p_coupon_code text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.edit_context(p_order spindle.orders, p_lines jsonb) returns jsonb plpgsql volatile;
function spindle.edit_demand(p_order spindle.orders, p_lines jsonb) returns jsonb plpgsql stable;
function spindle.edit_difference(p_order spindle.orders, p_quote jsonb) returns jsonb plpgsql stable;
function spindle.edit_order(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_quote jsonb, p_dry_run boolean) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.edit_refusal(p_order spindle.orders, p_version bigint, p_actor text) returns jsonb plpgsql stable;
function spindle.edited_lines(p_order spindle.orders, p_edit jsonb) returns jsonb plpgsql stable;
function spindle.enable_promotions(p_tenant_id text) returns jsonb plpgsql volatile;
function spindle.end_reservations(p_tenant_id text, p_order_id uuid, p_status text, p_reason text, p_actor text) returns void plpgsql volatile;
function spindle.enter_coupon(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_code text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.exchange_campaigns(p_order spindle.orders, p_uses jsonb, p_undo boolean) returns jsonb plpgsql volatile;
function spindle.exchange_rate_json(x spindle.exchange_rates) returns jsonb plpgsql stable;
function spindle.exchange_rates_view(p_tenant_id text, p_base text, p_quote text, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.expire_callback_secret(p_tenant_id text, p_provider text, p_id text) returns jsonb plpgsql volatile;
function spindle.expire_carts(p_limit bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.expire_checkouts(p_limit bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.expire_holds(p_limit bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.export_view(p_tenant_id text, p_after text, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.first_answer(p_tenant_id text, p_request jsonb) returns jsonb plpgsql volatile;
function spindle.forget_answers(p_limit bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.give_back(p_attempt spindle.payment_attempts, p_reason text, p_actor text) returns void plpgsql volatile;
function spindle.has_money(p_tenant_id text, p_order_id uuid) returns boolean plpgsql stable;
function spindle.health_view() returns jsonb sql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.import_categories(p_written jsonb) returns text[] sql immutable;
function spindle.import_field_errors(p_tenant_id text, p_import_id uuid) returns TABLE(row_number bigint, column_name text, message text) plpgsql stable;
function spindle.import_find_products(p_tenant_id text, p_import_id uuid) returns void plpgsql volatile;
function spindle.import_json(i spindle.imports) returns jsonb plpgsql stable;
function spindle.import_product_fields(p_row jsonb) returns jsonb sql immutable;
function spindle.import_shop_errors(p_tenant_id text, p_import_id uuid) returns TABLE(row_number bigint, column_name text, message text) plpgsql stable;
function spindle.import_view(p_tenant_id text, p_import_id uuid) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.import_write_prices(p_tenant_id text, p_import_id uuid) returns bigint plpgsql volatile;
function spindle.import_write_products(p_tenant_id text, p_import_id uuid) returns jsonb plpgsql volatile;
function spindle.import_write_stock(p_tenant_id text, p_import_id uuid, p_actor text) returns bigint plpgsql volatile;
function spindle.index_new_name() returns trigger plpgsql volatile;
function spindle.index_new_variants() returns trigger plpgsql volatile;
function spindle.instant_at(p_microseconds bigint) returns timestamp with time zone sql immutable;
function spindle.instant_in_zone(p_written text, p_zone text, p_is_end boolean) returns timestamp with time zone sql stable;
function spindle.is_amount(p_payload jsonb, p_amount_minor bigint, p_currency text) returns boolean sql immutable;
function spindle.is_over(p_status text) returns boolean sql immutable;
function spindle.is_owner(p_row_customer_id uuid, p_row_token_hash bytea, p_customer_id uuid, p_cart_token text) returns boolean sql stable;
function spindle.iso_time(p_at timestamp with time zone) returns text sql immutable;
function spindle.issue_credit_note(p_tenant_id text, p_order_id uuid, p_transaction_id bigint) returns void plpgsql volatile;
function spindle.issue_invoice(p_tenant_id text, p_order_id uuid) returns void plpgsql volatile;
function spindle.issue_papers(p_tenant_id text, p_order_id uuid) returns void plpgsql volatile;
function spindle.lock_cart(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint) returns jsonb plpgsql volatile;
function spindle.lock_edit_stock(p_order spindle.orders, p_lines jsonb) returns jsonb plpgsql volatile;
function spindle.lock_order(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) returns spindle.orders plpgsql volatile;
function spindle.lock_product(p_tenant_id text, p_product_id uuid, p_version bigint) returns jsonb plpgsql volatile;
function spindle.lock_skus(p_tenant_id text, p_product_id uuid, p_variants jsonb) returns jsonb plpgsql volatile;
function spindle.lock_stock(p_tenant_id text, p_lines jsonb) returns jsonb plpgsql volatile;
function spindle.lock_stocked_sku(p_tenant_id text, p_sku text, p_warehouse text) returns jsonb plpgsql volatile;
function spindle.make_coupons(p_tenant_id text, p_request jsonb, p_campaign_id uuid, p_prefix text, p_count bigint, p_customers jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.mark_delivered(p_tenant_id text, p_order_id uuid, p_shipment_id uuid, p_at timestamp with time zone, p_actor text) returns jsonb plpgsql volatile;
function spindle.merge_carts(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_guest_cart_id uuid) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.merged_lines(p_tenant_id text, p_cart_id uuid, p_guest_cart_id uuid) returns TABLE(sku text, line_id uuid, added_at timestamp with time zone, wanted bigint, got bigint, reason text) plpgsql stable;
function spindle.metrics_view() returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.microseconds_of(p_at timestamp with time zone) returns bigint sql immutable;
function spindle.missing_from_checkout(k spindle.checkouts) returns jsonb plpgsql stable;
function spindle.movement_json(m spindle.stock_movements) returns jsonb plpgsql stable;
function spindle.movements_view(p_tenant_id text, p_sku text, p_warehouse text, p_after bigint, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.negated(p_content jsonb) returns jsonb sql immutable;
function spindle.new_order_number() returns text plpgsql volatile;
function spindle.next_paper_number(p_tenant_id text, p_kind text) returns bigint plpgsql volatile;
function spindle.open_attempt(p_tenant_id text, p_order_id uuid, p_kind text, p_amount_minor bigint, p_token text, p_of_attempt uuid, p_detail jsonb) returns uuid plpgsql volatile;
function spindle.open_attention(p_tenant_id text, p_order_id uuid, p_reason text, p_detail jsonb, p_proposal text DEFAULT 'look'::text) returns void plpgsql volatile;
function spindle.open_authorizations(p_tenant_id text, p_order_id uuid) returns TABLE(attempt_id uuid, amount_minor bigint) sql stable;
function spindle.open_capture(p_tenant_id text, p_order_id uuid, p_actor text) returns void plpgsql volatile;
function spindle.open_card_payment(p_order spindle.orders, p_amount_minor bigint, p_token text, p_actor text) returns void plpgsql volatile;
function spindle.open_direct_checkout(p_tenant_id text, p_customer_id uuid, p_order jsonb, p_quote jsonb) returns spindle.checkouts plpgsql volatile;
function spindle.open_refund(p_tenant_id text, p_order_id uuid, p_amount_minor bigint, p_detail jsonb, p_actor text) returns jsonb plpgsql volatile;
function spindle.order_amounts(p_from jsonb) returns jsonb sql immutable;
function spindle.order_draft_view(p_tenant_id text, p_customer_id uuid, p_request jsonb, p_items jsonb, p_coupons jsonb, p_shipping_method text, p_currency text, p_destination jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.order_edit_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_edit jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.order_history_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text, p_after bigint, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.order_json(p_tenant_id text, p_order_id uuid) returns jsonb plpgsql stable;
function spindle.order_money(p_tenant_id text, p_order_id uuid) returns TABLE(captured_minor bigint, refunded_minor bigint, refunding_minor bigint, authorized_minor bigint, due_minor bigint) sql stable;
function spindle.order_refusal(p_order spindle.orders, p_version bigint, p_action text, p_actor text) returns jsonb plpgsql stable;
function spindle.order_transitions() returns TABLE(action text, from_status text, to_status text, roles text[]) sql immutable;
function spindle.order_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.order_words(p_tenant_id text, p_number text, p_email text, p_shipping jsonb, p_billing jsonb, p_skus text[]) returns tsvector plpgsql stable;
function spindle.orders_matching(p_tenant_id text, p_customer_id uuid, p_wanted jsonb, p_words tsquery) returns SETOF spindle.orders sql stable;
function spindle.orders_page(p_tenant_id text, p_customer_id uuid, p_wanted jsonb, p_limit bigint) returns jsonb plpgsql stable set plan_cache_mode=force_custom_plan;
function spindle.orders_view(p_tenant_id text, p_customer_id uuid, p_wanted jsonb, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.own_cart_view(p_tenant_id text, p_customer_id uuid) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.own_order(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) returns uuid plpgsql stable;
function spindle.paper_content(p_tenant_id text, p_order_id uuid) returns jsonb plpgsql stable;
function spindle.paper_discounts(p_explanation jsonb) returns jsonb sql immutable;
function spindle.paper_heading(p_tenant_id text, p_order_id uuid) returns jsonb plpgsql stable;
function spindle.paper_json(p spindle.papers) returns jsonb sql stable;
function spindle.paper_rows(p_tenant_id text, p_order_id uuid) returns TABLE(line_id uuid, sku text, name text, quantity bigint, unit_price_minor bigint, subtotal_minor bigint, discount_minor bigint, tax_rate numeric, tax_minor bigint, place bigint) plpgsql stable;
function spindle.paper_taxes(p_tenant_id text, p_order_id uuid, p_amounts jsonb) returns jsonb plpgsql stable;
function spindle.paper_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text, p_number text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.papers_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.payment_arrived(p_tenant_id text, p_order_id uuid, p_detail jsonb, p_actor text) returns void plpgsql volatile;
function spindle.payment_declined(p_attempt spindle.payment_attempts, p_reason text, p_actor text) returns void plpgsql volatile;
function spindle.payment_status_of(p_tenant_id text, p_order_id uuid) returns text plpgsql stable;
function spindle.payments_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.place_direct_order(p_tenant_id text, p_customer_id uuid, p_request jsonb, p_order jsonb, p_quote jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.place_order(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_checkout_id uuid, p_checkout_version bigint, p_cart_version bigint, p_quote jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.price_explanation_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.prices_json(p_tenant_id text, p_sku text) returns jsonb plpgsql stable;
function spindle.prices_view(p_tenant_id text, p_sku text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.pricing_view(p_tenant_id text, p_customer_id uuid, p_is_admin boolean, p_product_id uuid, p_choice jsonb) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.product_view(p_tenant_id text, p_product_id uuid, p_all boolean) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.product_words(p_tenant_id text, p_product_id uuid, p_name text) returns tsvector plpgsql stable;
function spindle.products_json(p_tenant_id text, p_ids uuid[], p_all boolean) returns jsonb plpgsql stable;
function spindle.products_view(p_tenant_id text, p_filter jsonb, p_after uuid, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp, plan_cache_mode=force_custom_plan;
function spindle.propose_refund(p_order spindle.orders, p_lines jsonb) returns bigint plpgsql stable;
function spindle.put_bundle(p_tenant_id text, p_sku text, p_components jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.put_threshold(p_tenant_id text, p_sku text, p_warehouse text, p_threshold bigint) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.put_variant(p_tenant_id text, p_product_id uuid, p_version bigint, p_variant jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.put_warehouse(p_tenant_id text, p_warehouse text, p_place jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.quote_context(p_tenant_id text, p_currency text, p_customer_id uuid, p_lines jsonb, p_coupons jsonb, p_shipping_method text, p_destination jsonb) returns jsonb plpgsql stable;
function spindle.quote_view(p_tenant_id text, p_customer_id uuid, p_items jsonb, p_coupons jsonb, p_shipping_method text, p_currency text, p_destination jsonb) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.rates_json(p_tenant_id text, p_currency text, p_others text[]) returns jsonb plpgsql stable;
function spindle.receive_callback(p_tenant_id text, p_provider text, p_event_id text, p_kind text, p_order_reference text, p_payload jsonb, p_fingerprint text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.receive_return(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_return jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.record_change(p_tenant_id text, p_order_id uuid, p_topic text, p_note text, p_actor text, p_detail jsonb DEFAULT NULL::jsonb) returns void plpgsql volatile;
function spindle.record_collection(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_payment jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.record_movement(p_tenant_id text, p_request jsonb, p_actor text, p_movement jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.record_promotion_failure(p_tenant_id text, p_digest text, p_reason text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.refers_to(p_tenant_id text, p_order_id uuid) returns jsonb plpgsql stable;
function spindle.refund_amount(p_order spindle.orders, p_refund jsonb) returns jsonb plpgsql stable;
function spindle.refund_order(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_refund jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.refund_weights(p_tenant_id text, p_order_id uuid, p_detail jsonb) returns jsonb plpgsql stable;
function spindle.refundable(p_tenant_id text, p_order_id uuid) returns TABLE(of_attempt uuid, left_minor bigint) sql stable;
function spindle.refuse_return(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_return_id uuid, p_reason text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.release_order(p_tenant_id text, p_order_id uuid, p_reason text, p_actor text) returns void plpgsql volatile;
function spindle.remember_answer(p_tenant_id text, p_request jsonb, p_answer jsonb) returns jsonb plpgsql volatile;
function spindle.remove_bundle(p_tenant_id text, p_sku text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.remove_cart_item(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_line_id uuid) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.remove_shipping_method(p_tenant_id text, p_code text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.replace_product(p_tenant_id text, p_product_id uuid, p_version bigint, p_product jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.request_return(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_return jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.reserve_stock(p_tenant_id text, p_order_id uuid, p_expires_at timestamp with time zone, p_actor text) returns void plpgsql volatile;
function spindle.resolve_attention(p_tenant_id text, p_request jsonb, p_actor text, p_attention_id bigint, p_resolution text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.restore_campaigns(p_tenant_id text, p_order_id uuid, p_uses jsonb) returns void plpgsql volatile;
function spindle.return_campaigns(p_tenant_id text, p_order_id uuid) returns void plpgsql volatile;
function spindle.return_json(r spindle.returns) returns jsonb plpgsql stable;
function spindle.return_money(p_tenant_id text, p_order_id uuid, p_reason text, p_actor text) returns void plpgsql volatile;
function spindle.return_refusal(p_tenant_id text, p_order_id uuid, p_return_id uuid) returns jsonb plpgsql stable;
function spindle.sandbox_charge(p_tenant_id text, p_key text, p_amount_minor bigint, p_currency text, p_token text, p_reference text, p_capture boolean DEFAULT true) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.sandbox_charge_json(c spindle.sandbox_charges) returns jsonb sql immutable;
function spindle.sandbox_charge_view(p_tenant_id text, p_key text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.sandbox_operate(p_tenant_id text, p_kind text, p_key text, p_charge_key text, p_amount_minor bigint, p_currency text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.sandbox_operation_json(p spindle.sandbox_operations) returns jsonb plpgsql stable;
function spindle.sandbox_operation_view(p_tenant_id text, p_kind text, p_key text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.sandbox_refusal(c spindle.sandbox_charges, p_kind text, p_amount_minor bigint, p_currency text) returns text plpgsql stable;
function spindle.save_cart_notes(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_notes text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.save_checkout(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_checkout_id uuid, p_state jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.saved_campaign(c spindle.campaigns) returns jsonb sql stable;
function spindle.search_query(p_tenant_id text, p_typed text) returns tsquery plpgsql immutable;
function spindle.search_words(p_tenant_id text, p_texts text[]) returns text[] plpgsql immutable;
function spindle.sellable_variant(p_tenant_id text, p_currency text, p_item jsonb) returns jsonb plpgsql stable;
function spindle.set_campaign_status(p_tenant_id text, p_campaign_id uuid, p_version bigint, p_status text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.set_customer(p_tenant_id text, p_customer_id uuid, p_vip_level text, p_segments jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.set_order_status(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_status text, p_note text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.set_prices(p_tenant_id text, p_sku text, p_prices jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.set_product_status(p_tenant_id text, p_product_id uuid, p_version bigint, p_status text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.set_shipping_method(p_tenant_id text, p_code text, p_currency text, p_method jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.set_tax_rates(p_tenant_id text, p_rates jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.set_tenant(p_tenant_id text, p_settings jsonb) returns jsonb plpgsql volatile;
function spindle.settle_payment(p_tenant_id text, p_attempt_id uuid, p_result text, p_reference text, p_reason text, p_response jsonb DEFAULT NULL::jsonb, p_actor text DEFAULT 'payments'::text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.share_catalog(p_tenant_id text) returns void plpgsql volatile;
function spindle.ship_order(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_shipment jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.shipments_json(p_tenant_id text, p_order_id uuid) returns jsonb plpgsql stable;
function spindle.shipping_json(p_tenant_id text, p_country text, p_region text, p_code text) returns jsonb plpgsql stable;
function spindle.shipping_method_json(m spindle.shipping_methods) returns jsonb plpgsql stable;
function spindle.shipping_methods_view(p_tenant_id text, p_all boolean) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.ships_to(p_tenant_id text, p_code text, p_address jsonb) returns boolean plpgsql stable;
function spindle.stage_import_rows(p_tenant_id text, p_request jsonb, p_import_id uuid, p_rows jsonb) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.start_checkout(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_cart_id uuid) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.start_payment(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_method text, p_token text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.stock_json(s spindle.stock) returns jsonb plpgsql stable;
function spindle.stock_levels(p_tenant_id text, p_skus text[]) returns TABLE(sku text, available bigint, is_low boolean) plpgsql stable;
function spindle.stock_view(p_tenant_id text, p_filter jsonb, p_after_sku text, p_after_warehouse text, p_limit bigint) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.supply(p_tenant_id text, p_lines jsonb, p_country text, p_region text) returns TABLE(line_id uuid, warehouse text, markup numeric, available bigint) plpgsql stable;
function spindle.take_back(p_tenant_id text, p_order_id uuid, p_parts jsonb, p_reason text, p_actor text) returns void plpgsql volatile;
function spindle.take_less(p_order spindle.orders, p_change jsonb, p_actor text) returns void plpgsql volatile;
function spindle.take_more(p_order spindle.orders, p_change jsonb, p_actor text) returns void plpgsql volatile;
function spindle.take_over_coupons(p_tenant_id text, p_cart_id uuid, p_guest_cart_id uuid) returns jsonb plpgsql volatile;
function spindle.take_over_lines(p_tenant_id text, p_cart_id uuid, p_guest_cart_id uuid) returns jsonb plpgsql volatile;
function spindle.tax_rate(p_tenant_id text, p_country text, p_region text, p_tax_class text) returns numeric sql stable;
function spindle.tax_rates_json(p_tenant_id text) returns jsonb plpgsql stable;
function spindle.tax_rates_view(p_tenant_id text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.tenant_view(p_tenant_id text) returns jsonb plpgsql stable;
function spindle.told_attempt(p_tenant_id text, p_order_id uuid, p_kinds text[], p_payload jsonb) returns spindle.payment_attempts plpgsql stable;
function spindle.touch_cart(p_tenant_id text, p_cart_id uuid, p_outcome text) returns jsonb plpgsql volatile;
function spindle.tracking_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.unknown_time_zone(p_settings jsonb) returns boolean plpgsql stable;
function spindle.update_payment_status(p_tenant_id text, p_order_id uuid) returns void plpgsql volatile;
function spindle.waiting_json(p_since timestamp with time zone[], p_now timestamp with time zone) returns jsonb sql immutable;
function spindle.warehouse_json(w spindle.warehouses) returns jsonb plpgsql stable;
function spindle.warehouses_view(p_tenant_id text) returns jsonb plpgsql stable security definer set search_path=pg_catalog, pg_temp;
function spindle.withdraw_coupon(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_code text) returns jsonb plpgsql volatile security definer set search_path=pg_catalog, pg_temp;
function spindle.write_cancellation(p_tenant_id text, p_order_id uuid, p_reason text, p_actor text) returns void plpgsql volatile;
function spindle.write_edit(p_order spindle.orders, p_quote jsonb) returns void plpgsql volatile;
function spindle.write_order(p_order_id uuid, p_checkout spindle.checkouts, p_quote jsonb, p_is_confirmed boolean) returns void plpgsql volatile;
function spindle.write_paper(p_tenant_id text, p_order_id uuid, p_kind text, p_transaction_id bigint, p_content jsonb) returns void plpgsql volatile;
function spindle.write_particulars(p_order spindle.orders, p_change jsonb, p_actor text) returns void plpgsql volatile;
function spindle.write_return(p_order spindle.orders, p_return_id uuid, p_reason text, p_lines jsonb, p_actor text) returns void plpgsql volatile;
function spindle.write_return_lines(p_tenant_id text, p_order_id uuid, p_return_id uuid, p_lines jsonb) returns void plpgsql volatile;
function spindle.write_shipment(p_order spindle.orders, p_shipment jsonb, p_actor text) returns jsonb plpgsql volatile;
function spindle.write_status(p_tenant_id text, p_order_id uuid, p_status text, p_note text, p_actor text) returns void plpgsql volatile;
function spindle.write_tenant(p_tenant spindle.tenants) returns spindle.tenants plpgsql volatile;
function spindle.write_transaction(p_attempt spindle.payment_attempts, p_reference text) returns void plpgsql volatile;
function spindle.write_variants(p_tenant_id text, p_product_id uuid, p_variants jsonb) returns void plpgsql volatile;

-- Rights

grant usage on schema spindle to spindle_component;
grant execute on function spindle.add_cart_item(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_cart_id uuid, p_version bigint, p_item jsonb, p_quantity bigint) to spindle_component;
grant execute on function spindle.add_exchange_rate(p_tenant_id text, p_base text, p_quote text, p_rate text, p_source text, p_valid_from text) to spindle_component;
grant execute on function spindle.apply_import(p_tenant_id text, p_import_id uuid) to spindle_component;
grant execute on function spindle.apply_kept_callbacks(p_tenant_id text, p_order_id uuid) to spindle_component;
grant execute on function spindle.attention_list_view(p_tenant_id text, p_wanted jsonb, p_limit bigint) to spindle_component;
grant execute on function spindle.attention_view(p_tenant_id text, p_attention_id bigint) to spindle_component;
grant execute on function spindle.availability_view(p_tenant_id text, p_items jsonb, p_country text, p_region text) to spindle_component;
grant execute on function spindle.callback_keys_view(p_tenant_id text, p_provider text) to spindle_component;
grant execute on function spindle.campaign_trial_view(p_tenant_id text, p_campaign_id uuid, p_cart_id uuid, p_customer_id uuid, p_items jsonb, p_coupons jsonb, p_shipping_method text, p_currency text) to spindle_component;
grant execute on function spindle.campaign_view(p_tenant_id text, p_campaign_id uuid) to spindle_component;
grant execute on function spindle.campaigns_view(p_tenant_id text, p_filter jsonb, p_after uuid, p_limit bigint) to spindle_component;
grant execute on function spindle.cancel_order(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_reason text) to spindle_component;
grant execute on function spindle.cart_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid) to spindle_component;
grant execute on function spindle.change_campaign(p_tenant_id text, p_campaign_id uuid, p_version bigint, p_currency text, p_campaign jsonb) to spindle_component;
grant execute on function spindle.change_cart_item(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_line_id uuid, p_quantity bigint) to spindle_component;
grant execute on function spindle.change_order(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_change jsonb) to spindle_component;
grant execute on function spindle.checkout_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_checkout_id uuid) to spindle_component;
grant execute on function spindle.claim_kept_callbacks(p_limit bigint) to spindle_component;
grant execute on function spindle.clear_cart(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint) to spindle_component;
grant execute on function spindle.complete_orders(p_limit bigint) to spindle_component;
grant execute on function spindle.coupons_view(p_tenant_id text, p_campaign_id uuid, p_used boolean, p_after text, p_limit bigint) to spindle_component;
grant execute on function spindle.create_campaign(p_tenant_id text, p_request jsonb, p_currency text, p_campaign jsonb) to spindle_component;
grant execute on function spindle.create_cart(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_currency text) to spindle_component;
grant execute on function spindle.create_import(p_tenant_id text, p_request jsonb, p_actor text) to spindle_component;
grant execute on function spindle.create_product(p_tenant_id text, p_request jsonb, p_product jsonb) to spindle_component;
grant execute on function spindle.customer_view(p_tenant_id text, p_customer_id uuid) to spindle_component;
grant execute on function spindle.deliver_order(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_shipment_id uuid) to spindle_component;
grant execute on function spindle.due_attempts(p_limit bigint) to spindle_component;
grant execute on function spindle.duplicate_campaign(p_tenant_id text, p_request jsonb, p_campaign_id uuid, p_name text, p_coupon_code text) to spindle_component;
grant execute on function spindle.edit_order(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_quote jsonb, p_dry_run boolean) to spindle_component;
grant execute on function spindle.enter_coupon(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_code text) to spindle_component;
grant execute on function spindle.exchange_rates_view(p_tenant_id text, p_base text, p_quote text, p_limit bigint) to spindle_component;
grant execute on function spindle.expire_carts(p_limit bigint) to spindle_component;
grant execute on function spindle.expire_checkouts(p_limit bigint) to spindle_component;
grant execute on function spindle.expire_holds(p_limit bigint) to spindle_component;
grant execute on function spindle.export_view(p_tenant_id text, p_after text, p_limit bigint) to spindle_component;
grant execute on function spindle.forget_answers(p_limit bigint) to spindle_component;
grant execute on function spindle.health_view() to spindle_component;
grant execute on function spindle.import_view(p_tenant_id text, p_import_id uuid) to spindle_component;
grant execute on function spindle.make_coupons(p_tenant_id text, p_request jsonb, p_campaign_id uuid, p_prefix text, p_count bigint, p_customers jsonb) to spindle_component;
grant execute on function spindle.merge_carts(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_guest_cart_id uuid) to spindle_component;
grant execute on function spindle.metrics_view() to spindle_component;
grant execute on function spindle.movements_view(p_tenant_id text, p_sku text, p_warehouse text, p_after bigint, p_limit bigint) to spindle_component;
grant execute on function spindle.order_draft_view(p_tenant_id text, p_customer_id uuid, p_request jsonb, p_items jsonb, p_coupons jsonb, p_shipping_method text, p_currency text, p_destination jsonb) to spindle_component;
grant execute on function spindle.order_edit_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_edit jsonb) to spindle_component;
grant execute on function spindle.order_history_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text, p_after bigint, p_limit bigint) to spindle_component;
grant execute on function spindle.order_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) to spindle_component;
grant execute on function spindle.orders_view(p_tenant_id text, p_customer_id uuid, p_wanted jsonb, p_limit bigint) to spindle_component;
grant execute on function spindle.own_cart_view(p_tenant_id text, p_customer_id uuid) to spindle_component;
grant execute on function spindle.paper_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text, p_number text) to spindle_component;
grant execute on function spindle.papers_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) to spindle_component;
grant execute on function spindle.payments_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) to spindle_component;
grant execute on function spindle.place_direct_order(p_tenant_id text, p_customer_id uuid, p_request jsonb, p_order jsonb, p_quote jsonb) to spindle_component;
grant execute on function spindle.place_order(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_checkout_id uuid, p_checkout_version bigint, p_cart_version bigint, p_quote jsonb) to spindle_component;
grant execute on function spindle.price_explanation_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) to spindle_component;
grant execute on function spindle.prices_view(p_tenant_id text, p_sku text) to spindle_component;
grant execute on function spindle.pricing_view(p_tenant_id text, p_customer_id uuid, p_is_admin boolean, p_product_id uuid, p_choice jsonb) to spindle_component;
grant execute on function spindle.product_view(p_tenant_id text, p_product_id uuid, p_all boolean) to spindle_component;
grant execute on function spindle.products_view(p_tenant_id text, p_filter jsonb, p_after uuid, p_limit bigint) to spindle_component;
grant execute on function spindle.put_bundle(p_tenant_id text, p_sku text, p_components jsonb) to spindle_component;
grant execute on function spindle.put_threshold(p_tenant_id text, p_sku text, p_warehouse text, p_threshold bigint) to spindle_component;
grant execute on function spindle.put_variant(p_tenant_id text, p_product_id uuid, p_version bigint, p_variant jsonb) to spindle_component;
grant execute on function spindle.put_warehouse(p_tenant_id text, p_warehouse text, p_place jsonb) to spindle_component;
grant execute on function spindle.quote_view(p_tenant_id text, p_customer_id uuid, p_items jsonb, p_coupons jsonb, p_shipping_method text, p_currency text, p_destination jsonb) to spindle_component;
grant execute on function spindle.receive_callback(p_tenant_id text, p_provider text, p_event_id text, p_kind text, p_order_reference text, p_payload jsonb, p_fingerprint text) to spindle_component;
grant execute on function spindle.receive_return(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_return jsonb) to spindle_component;
grant execute on function spindle.record_collection(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_payment jsonb) to spindle_component;
grant execute on function spindle.record_movement(p_tenant_id text, p_request jsonb, p_actor text, p_movement jsonb) to spindle_component;
grant execute on function spindle.record_promotion_failure(p_tenant_id text, p_digest text, p_reason text) to spindle_component;
grant execute on function spindle.refund_order(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_refund jsonb) to spindle_component;
grant execute on function spindle.refuse_return(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_return_id uuid, p_reason text) to spindle_component;
grant execute on function spindle.remove_bundle(p_tenant_id text, p_sku text) to spindle_component;
grant execute on function spindle.remove_cart_item(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_line_id uuid) to spindle_component;
grant execute on function spindle.remove_shipping_method(p_tenant_id text, p_code text) to spindle_component;
grant execute on function spindle.replace_product(p_tenant_id text, p_product_id uuid, p_version bigint, p_product jsonb) to spindle_component;
grant execute on function spindle.request_return(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_return jsonb) to spindle_component;
grant execute on function spindle.resolve_attention(p_tenant_id text, p_request jsonb, p_actor text, p_attention_id bigint, p_resolution text) to spindle_component;
grant execute on function spindle.sandbox_charge(p_tenant_id text, p_key text, p_amount_minor bigint, p_currency text, p_token text, p_reference text, p_capture boolean) to spindle_component;
grant execute on function spindle.sandbox_charge_view(p_tenant_id text, p_key text) to spindle_component;
grant execute on function spindle.sandbox_operate(p_tenant_id text, p_kind text, p_key text, p_charge_key text, p_amount_minor bigint, p_currency text) to spindle_component;
grant execute on function spindle.sandbox_operation_view(p_tenant_id text, p_kind text, p_key text) to spindle_component;
grant execute on function spindle.save_cart_notes(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_notes text) to spindle_component;
grant execute on function spindle.save_checkout(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_checkout_id uuid, p_state jsonb) to spindle_component;
grant execute on function spindle.set_campaign_status(p_tenant_id text, p_campaign_id uuid, p_version bigint, p_status text) to spindle_component;
grant execute on function spindle.set_customer(p_tenant_id text, p_customer_id uuid, p_vip_level text, p_segments jsonb) to spindle_component;
grant execute on function spindle.set_order_status(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_status text, p_note text) to spindle_component;
grant execute on function spindle.set_prices(p_tenant_id text, p_sku text, p_prices jsonb) to spindle_component;
grant execute on function spindle.set_product_status(p_tenant_id text, p_product_id uuid, p_version bigint, p_status text) to spindle_component;
grant execute on function spindle.set_shipping_method(p_tenant_id text, p_code text, p_currency text, p_method jsonb) to spindle_component;
grant execute on function spindle.set_tax_rates(p_tenant_id text, p_rates jsonb) to spindle_component;
grant execute on function spindle.settle_payment(p_tenant_id text, p_attempt_id uuid, p_result text, p_reference text, p_reason text, p_response jsonb, p_actor text) to spindle_component;
grant execute on function spindle.ship_order(p_tenant_id text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_shipment jsonb) to spindle_component;
grant execute on function spindle.shipping_methods_view(p_tenant_id text, p_all boolean) to spindle_component;
grant execute on function spindle.stage_import_rows(p_tenant_id text, p_request jsonb, p_import_id uuid, p_rows jsonb) to spindle_component;
grant execute on function spindle.start_checkout(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_cart_id uuid) to spindle_component;
grant execute on function spindle.start_payment(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_request jsonb, p_actor text, p_reference text, p_version bigint, p_method text, p_token text) to spindle_component;
grant execute on function spindle.stock_view(p_tenant_id text, p_filter jsonb, p_after_sku text, p_after_warehouse text, p_limit bigint) to spindle_component;
grant execute on function spindle.tax_rates_view(p_tenant_id text) to spindle_component;
grant execute on function spindle.tracking_view(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_reference text) to spindle_component;
grant execute on function spindle.warehouses_view(p_tenant_id text) to spindle_component;
grant execute on function spindle.withdraw_coupon(p_tenant_id text, p_customer_id uuid, p_cart_token text, p_cart_id uuid, p_version bigint, p_code text) to spindle_component;

-- Comments

comment on column spindle.attention.proposal is
  'What to do about it: give the money back, ship again, or look into it first.';
comment on column spindle.attention.reason is
  'One of attention_reasons(), each with what to do about it in docs/callbacks.md.';
comment on column spindle.attention.resolved_by is
  'admin:<sub>';
comment on column spindle.callback_inbox.answer is
  'The first answer: a repeat gets it, too.';
comment on column spindle.callback_inbox.event_id is
  'Of the provider: webhook-id, or what a plain callback names its event by.';
comment on column spindle.callback_inbox.fingerprint is
  'Hash of the request: the same event id with another body is refused.';
comment on column spindle.callback_inbox.order_reference is
  'The order''s id or its number, as it was told. Null where nothing of ours was understood.';
comment on column spindle.callback_inbox.payload is
  'What was understood of it, never the body itself: it may hold what we must not keep.';
comment on column spindle.callback_inbox.status is
  'kept: it came too early and is applied when it fits.';
comment on column spindle.callback_inbox.try_after is
  'When the sweep tries (again): also its lease while it is trying.';
comment on column spindle.callback_secrets.expires_at is
  'Set when a newer one takes over: until then both are good.';
comment on column spindle.callback_secrets.secret is
  'What follows whsec_, decoded. In the clear: a signature cannot be checked with a hash of it.';
comment on column spindle.campaign_uses.amount_minor is
  'In the currency of the order.';
comment on column spindle.campaign_uses.base_minor is
  'In the tenant''s currency: what it took from the budget. Null: an order in another currency from
before budgets.';
comment on column spindle.campaign_uses.coupon_code is
  'The one that opened it; null: none had to.';
comment on column spindle.campaigns.budget_minor is
  'The most that all orders together get, in the tenant''s currency; null: no budget.';
comment on column spindle.campaigns.by_coupons is
  'Opened by any of its rows in coupons, each of which counts once.';
comment on column spindle.campaigns.campaign_type is
  'What it is about: certain goods, certain customers, the cart as a whole. A fixed amount of a catalog
campaign is for each piece.';
comment on column spindle.campaigns.coupon_code is
  'Null: applies by itself. Amounts are in the smallest unit of the tenant''s currency.';
comment on column spindle.campaigns.covers is
  '{"skus": […], "products": [uuid, …], "categories": […]}: a line that is in any of them. Empty: all goods.';
comment on column spindle.campaigns.customer_limit is
  'Orders of one customer that may use it. Then it is for customers who have signed in.';
comment on column spindle.campaigns.excludes is
  'In the same form: what is not covered even so.';
comment on column spindle.campaigns.lane is
  'One campaign of a lane is applied at most. Null: goes together with every other.';
comment on column spindle.campaigns.maximum_minor is
  'The most that one order gets; null: no cap.';
comment on column spindle.campaigns.percentage is
  'Of a buy_get: how much cheaper the pieces are; 100 is free.';
comment on column spindle.campaigns.priority is
  'The larger is applied earlier.';
comment on column spindle.campaigns.segments is
  'Only for customers in one of them; empty: for everybody. vip_levels likewise.';
comment on column spindle.campaigns.tiers is
  '[{"from": 10, "percentage": "5"} or {"from": 10, "amount_minor": 500}, …], ascending. Pieces or an
amount of covered goods in the tenant''s currency, as tier_basis says. The last one reached counts.';
comment on column spindle.carts.expires_at is
  'From here on it is over, whether the sweep has been there or not. Null: it has.';
comment on column spindle.carts.merge_report is
  'What became of its lines and coupons: a repeated merge answers it again.';
comment on column spindle.carts.token_hash is
  'SHA-256 of the secret that a guest shows instead of signing in.';
comment on column spindle.carts.version is
  'Grows with every write; what a quote was made for, and the ETag of the cart.';
comment on column spindle.checkouts.billing_same is
  'The bill goes where the goods go, also when that changes; billing_address is null then.';
comment on column spindle.checkouts.customer_id is
  'Null: a guest, who shows the secret of the cart.';
comment on column spindle.checkouts.email is
  'Where to write to; needed of guests.';
comment on column spindle.checkouts.payment_token is
  'The provider''s token for the means of payment; never card data.';
comment on column spindle.checkouts.version is
  'Grows with every write: an order is placed for what its quote was made for, or not at all.';
comment on column spindle.coupons.customer_id is
  'Only this one may use it; null: whoever has it.';
comment on column spindle.coupons.order_id is
  'The order that used it; null: nobody has, or it was given back.';
comment on column spindle.idempotency_keys.fingerprint is
  'Hash of the request: the same key with another request is refused.';
comment on column spindle.import_rows.data is
  'One variant with its product, by the names of the columns; what is not said is not there.';
comment on column spindle.import_rows.product_id is
  'Found when it is applied.';
comment on column spindle.imports.counts is
  'What applying changed: {"products_created", "products_changed", "variants_created", …}.';
comment on column spindle.imports.errors is
  'The first 1,000: [{"row", "column", "message"}, …]. error_count counts all.';
comment on column spindle.order_history.detail is
  'What changed, for a program: shipment, return, refund, edited lines.';
comment on column spindle.order_lines.warehouse is
  'The one it was priced for; where it was taken from is in reservations.';
comment on column spindle.orders.customer_id is
  'Null: a guest''s order, which the secret of its cart opens (token_hash).';
comment on column spindle.orders.delivered_at is
  'When the last of its goods arrived: the return window begins.';
comment on column spindle.orders.discount_minor is
  'Given on lines and on shipping together; shipping_minor is before it.';
comment on column spindle.orders.explanation is
  'Each step of the quote that was accepted, as pricing-rules wrote it.';
comment on column spindle.orders.search is
  'What it is found by: order number, e-mail, names, skus; each word with the tenant before it,
so that a search reads the entries of one tenant (search_words).';
comment on column spindle.orders.version is
  'Grows with every change (record_change): what an edit was quoted for, and the ETag of the order.';
comment on column spindle.outbox.subject is
  'What it happened to: the order''s id.';
comment on column spindle.outbox.topic is
  'noun.past_verb, such as order.confirmed';
comment on column spindle.papers.document is
  'All that is printed, as it was when it was issued; it never changes.';
comment on column spindle.papers.label is
  'The number as it is printed: INV-000042, CN-000007.';
comment on column spindle.papers.part is
  'Which of the order''s papers of this kind. A further invoice is for what an edit added to the one
before it.';
comment on column spindle.papers.transaction_id is
  'The refund that a credit note confirms; null: it is for what an edit took from the order.';
comment on column spindle.payment_attempts.ask_after is
  'When the sweep asks (again): also its lease while it is asking.';
comment on column spindle.payment_attempts.asked is
  'How often the sweep has asked.';
comment on column spindle.payment_attempts.attempt_id is
  'Also the idempotency key at the provider: asking again can never charge twice.';
comment on column spindle.payment_attempts.detail is
  'What a refund is for: lines, shipping, the reason.';
comment on column spindle.payment_attempts.of_attempt is
  'The charge or authorization that it captures, voids or refunds. A refund without one is paid out by
hand: what was collected on delivery or came by bank transfer.';
comment on column spindle.payment_attempts.response is
  'What the provider answered, without anything that is a secret.';
comment on column spindle.payment_attempts.status is
  'unknown: the call timed out or broke; the money may or may not have moved.';
comment on column spindle.payment_transactions.kind is
  'A collection is money that came without a provider being asked: cash on delivery, a bank transfer.';
comment on column spindle.prices.amount_minor is
  'For one piece, in the smallest unit of `currency` (cents for USD): 1999 is 19.99.';
comment on column spindle.products.search is
  'What it is found by: the words of its name and its skus, each with the tenant before it (product_words).';
comment on column spindle.products.tax_class is
  'What spindle.tax_rates calls it: "standard", "food", "books".';
comment on column spindle.promotion_failures.digest is
  'Which promotions, as spin.toml has them in own_pricing. Others start anew.';
comment on column spindle.promotion_failures.disabled_at is
  'Since when they are not asked any more; until others are installed, or somebody enables them.';
comment on column spindle.promotion_failures.failures is
  'Since first_at; counted anew a minute after it.';
comment on column spindle.reservations.expires_at is
  'Null: never expires by itself (cash on delivery, or money is attached).';
comment on column spindle.reservations.returned is
  'Of what was committed, how much is back on the shelf.';
comment on column spindle.sandbox_charges.capture is
  'False: only authorized, until it is captured or voided.';
comment on column spindle.shipping_methods.free_from_minor is
  'The subtotal of goods from which it costs nothing, in the tenant''s currency.';
comment on column spindle.shipping_methods.kind is
  'What its rates go by. Pickup costs nothing and goes nowhere.';
comment on column spindle.shipping_rates.amount_minor is
  'In the tenant''s currency. Null: from here up it is not offered.';
comment on column spindle.shipping_rates.from_value is
  'Grams for a method by weight, subtotal of goods for one by amount, 0 for a flat one. The largest
that is not above the cart''s counts.';
comment on column spindle.stock.threshold is
  'At or below it, what can still be sold is too little.';
comment on column spindle.tax_rates.rate is
  'A share: 0.0825 is 8.25 %.';
comment on column spindle.tax_rates.region is
  'As it stands in addresses (state), upper case; empty: the whole country.';
comment on column spindle.tenants.capture is
  'When a card is charged: at once, or authorized first and captured when goods leave.';
comment on column spindle.tenants.cart_merge is
  'What a sku that is in both carts gets at sign-in: the sum, what the guest had, or the larger.';
comment on column spindle.tenants.country is
  'ISO 3166-1 alpha-2. With region, where the goods are taxed as long as nobody has said where they go.';
comment on column spindle.tenants.currency is
  'Of prices without a conversion, of shipping rates, and of the amounts of campaigns.';
comment on column spindle.tenants.hold_minutes is
  'How long an order whose payment was never asked for may hold stock.';
comment on column spindle.tenants.invoice_note is
  'What stands at the end of an invoice: bank details, terms, what the law asks for.';
comment on column spindle.tenants.legal_address is
  'Of whoever invoices, several lines.';
comment on column spindle.tenants.legal_name is
  'Who invoices, as it stands in the commercial register; empty: the name.';
comment on column spindle.tenants.price_list is
  'The list whose price rows count.';
comment on column spindle.tenants.promotion_policy is
  'What a quote does when the promotion component fails: no discount, the built-in engine (for a
tenant that uses it anyway: no discount), or 503.';
comment on column spindle.tenants.return_days is
  'How long after delivery goods may come back.';
comment on column spindle.tenants.rounding is
  'Of unit prices after a mark-up or a conversion, of percentages and of the tax of a line.';
comment on column spindle.tenants.sells_in is
  'Further currencies that carts may be in.';
comment on column spindle.tenants.tax_number is
  'Of whoever invoices: a VAT id, a tax id.';
comment on column spindle.variants.name is
  'What tells it from its siblings ("Large"); empty when the product has only one.';
comment on column spindle.warehouses.markup is
  'What serving from here adds to a price, as a share: 0.05 is 5 % more, -0.02 is 2 % less.';
comment on column spindle.warehouses.priority is
  'Smaller first, among warehouses equally near to where the goods go.';
comment on table spindle.promotion_failures is
  'At most one row per tenant: how its own promotions fail. None: they have not, since they were installed or enabled.';
comment on view spindle.broken_checkouts is
  'A completed checkout has its order, and every order its completed checkout.';
comment on view spindle.broken_confirmations is
  'A confirmed order has told so once, and no other has.';
comment on view spindle.broken_coupons is
  'The uses and the spent budget of a campaign are those of live orders that claim them.';
comment on view spindle.broken_history is
  'The last entry of a history is the order as it is, and each entry has its event.';
comment on view spindle.broken_holds is
  'No live order without its hold or its commit, none for a dead one.';
comment on view spindle.broken_inbox is
  'What was applied is about an order that is there, and what calls for a person has called one.';
comment on view spindle.broken_ledger is
  'What was charged, captured, voided and refunded is what the provider did, where that is the sandbox.';
comment on view spindle.broken_money is
  'Refunds are no more than what came, each transaction is an attempt that succeeded, the payment status says so, and nobody keeps the money of a dead order.';
comment on view spindle.broken_papers is
  'Invoices and credit notes are numbered from 1 without a gap.';
comment on view spindle.broken_reservations is
  'What an order holds, has taken and gave back is what was moved for it.';
comment on view spindle.broken_shipments is
  'What a line says has left and come back is in its shipments and returns, and fits its order''s status.';
comment on view spindle.broken_stock is
  'On hand is the sum of the movements; reserved is, too, and is what open holds hold.';
comment on view spindle.broken_totals is
  'An order is the sum of its lines and its shipping.';
