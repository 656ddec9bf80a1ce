-- What campaigns can give, to whom, how often and for how much; and coupons that count once.

alter table spindle.campaigns
  add column campaign_type    text not null default 'cart'
    check (campaign_type in ('catalog', 'customer', 'cart')),
  add column by_coupons       boolean not null default false,
  add column buy_quantity     bigint check (buy_quantity between 1 and 9999),
  add column get_quantity     bigint check (get_quantity between 1 and 9999),
  add column pick             text check (pick in ('cheapest', 'most_expensive')),
  add column repeat_limit     bigint check (repeat_limit between 1 and 9999),
  add column tier_basis       text check (tier_basis in ('quantity', 'amount')),
  add column tiers            jsonb
    check (jsonb_typeof(tiers) = 'array' and jsonb_array_length(tiers) between 1 and 20),
  add column gift_sku         text check (length(gift_sku) between 1 and 100),
  add column gift_quantity    bigint check (gift_quantity between 1 and 9999),
  add column minimum_quantity bigint not null default 0 check (minimum_quantity between 0 and 2000000),
  add column covers           jsonb not null default '{}' check (jsonb_typeof(covers) = 'object'),
  add column excludes         jsonb not null default '{}' check (jsonb_typeof(excludes) = 'object'),
  add column segments         text[] not null default '{}' check (cardinality(segments) <= 50),
  add column vip_levels       text[] not null default '{}' check (cardinality(vip_levels) <= 50),
  add column first_order      boolean not null default false,
  add column customer_limit   bigint check (customer_limit between 1 and 1000000),
  add column budget_minor     bigint check (budget_minor > 0),
  add column spent_minor      bigint not null default 0 check (spent_minor >= 0),
  add column priority         integer not null default 0 check (priority between -1000 and 1000),
  add column lane             text check (lane ~ '^[a-z0-9_-]{1,50}$'),
  add column version          bigint not null default 1,
  add column created_at       timestamptz not null default now(),
  add column updated_at       timestamptz not null default now(),
  drop constraint campaigns_kind_check,
  add constraint campaigns_kind_check check (kind in (
    'percentage', 'fixed_amount', 'fixed_price', 'buy_get', 'tiered',
    'free_shipping', 'shipping_percentage', 'shipping_amount', 'gift')),
  drop constraint percentage_has_its_rate,
  add constraint percentage_has_its_rate
    check ((kind in ('percentage', 'buy_get', 'shipping_percentage')) = (percentage is not null)
           and percentage > 0 and percentage <= 100),
  drop constraint fixed_amount_has_its_amount,
  add constraint amount_has_its_amount
    check ((kind in ('fixed_amount', 'fixed_price', 'shipping_amount')) = (amount_minor is not null)
           and (amount_minor > 0 or kind = 'fixed_price' and amount_minor = 0)),
  add constraint buy_get_has_its_numbers
    check ((kind = 'buy_get') = (buy_quantity is not null)
           and (kind = 'buy_get') = (get_quantity is not null)
           and (kind = 'buy_get') = (pick is not null)
           and (kind = 'buy_get') >= (repeat_limit is not null)),
  add constraint tiered_has_its_tiers
    check ((kind = 'tiered') = (tiers is not null) and (kind = 'tiered') = (tier_basis is not null)),
  add constraint gift_has_its_goods
    check ((kind = 'gift') = (gift_sku is not null) and (kind = 'gift') = (gift_quantity is not null)),
  add constraint one_code_or_many check (not by_coupons or coupon_code is null),
  add constraint campaign_never_overspent check (spent_minor <= budget_minor),
  add constraint customer_campaign_names_customers
    check (campaign_type <> 'customer' or cardinality(segments) > 0 or cardinality(vip_levels) > 0
           or first_order or by_coupons);

update spindle.campaigns c
   set segments = case when c.segment is null then '{}' else array[c.segment] end,
       vip_levels = case when c.vip_level is null then '{}' else array[c.vip_level] end;

update spindle.campaigns c
   set campaign_type = 'customer'
 where c.segments <> '{}' or c.vip_levels <> '{}';

alter table spindle.campaigns
  drop column segment,
  drop column vip_level;

create index campaigns_listed on spindle.campaigns (tenant_id, created_at desc, campaign_id desc);

-- Those of every cart. The rest is found by its code.
create index campaigns_by_themselves on spindle.campaigns (tenant_id)
  where status = 'active' and coupon_code is null and not by_coupons;

comment on column spindle.campaigns.campaign_type is
  'What it is about: certain goods, certain customers, the cart as a whole. A fixed amount of a catalog
campaign is for each piece.';
comment on column spindle.campaigns.by_coupons is
  'Opened by any of its rows in coupons, each of which counts once.';
comment on column spindle.campaigns.percentage is
  'Of a buy_get: how much cheaper the pieces are; 100 is free.';
comment on column spindle.campaigns.tiers is
  '[{"from": 10, "percentage": "5"} or {"from": 10, "amount_minor": 500}, …], ascending. Pieces or an
amount of covered goods in the tenant''s currency, as tier_basis says. The last one reached counts.';
comment on column spindle.campaigns.covers is
  '{"skus": […], "products": [uuid, …], "categories": […]}: a line that is in any of them. Empty: all goods.';
comment on column spindle.campaigns.excludes is
  'In the same form: what is not covered even so.';
comment on column spindle.campaigns.segments is
  'Only for customers in one of them; empty: for everybody. vip_levels likewise.';
comment on column spindle.campaigns.customer_limit is
  'Orders of one customer that may use it. Then it is for customers who have signed in.';
comment on column spindle.campaigns.budget_minor is
  'The most that all orders together get, in the tenant''s currency; null: no budget.';
comment on column spindle.campaigns.priority is
  'The larger is applied earlier.';
comment on column spindle.campaigns.lane is
  'One campaign of a lane is applied at most. Null: goes together with every other.';

alter table spindle.campaign_uses
  add column base_minor bigint check (base_minor >= 0),
  add column coupon_code text;

update spindle.campaign_uses u
   set base_minor = u.amount_minor
  from spindle.orders o, spindle.tenants t
 where o.tenant_id = u.tenant_id and o.order_id = u.order_id
   and t.tenant_id = u.tenant_id and t.currency = o.currency;

update spindle.campaigns c
   set spent_minor = u.given
  from (select w.tenant_id, w.campaign_id, sum(w.base_minor) as given
          from spindle.campaign_uses w
         group by w.tenant_id, w.campaign_id) u
 where u.tenant_id = c.tenant_id and u.campaign_id = c.campaign_id and u.given is not null;

create index uses_of_customer on spindle.campaign_uses (tenant_id, campaign_id, customer_id);

comment on column spindle.campaign_uses.amount_minor is
  'In the currency of the order.';
comment on column spindle.campaign_uses.base_minor is
  'In the tenant''s currency: what it took from the budget. Null: an order in another currency from
before budgets.';
comment on column spindle.campaign_uses.coupon_code is
  'The one that opened it; null: none had to.';

-- Codes that count once: made in bulk, for whoever has one or for one customer each.
create table spindle.coupons (
  tenant_id   text not null,
  code        text not null check (code ~ '^[A-Z0-9_-]{1,64}$'),
  campaign_id uuid not null,
  customer_id uuid,
  order_id    uuid,
  created_at  timestamptz not null,
  primary key (tenant_id, code),
  foreign key (tenant_id, campaign_id) references spindle.campaigns
);

create index coupons_of_campaign on spindle.coupons (tenant_id, campaign_id, code);
create index coupons_of_order on spindle.coupons (tenant_id, order_id) where order_id is not null;

comment on column spindle.coupons.customer_id is
  'Only this one may use it; null: whoever has it.';
comment on column spindle.coupons.order_id is
  'The order that used it; null: nobody has, or it was given back.';
