-- A campaign as pricing needs it, apart from what depends on who asks (campaigns_json). Instants are
-- milliseconds since 1970.
create or replace function spindle.campaign_json(c spindle.campaigns)
  returns jsonb
  language sql
  stable
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'id',                c.campaign_id,
    'name',              c.name,
    'campaign_type',     c.campaign_type,
    'kind',              c.kind,
    'percentage',        c.percentage::text,
    'amount_minor',      c.amount_minor,
    'buy_quantity',      c.buy_quantity,
    'get_quantity',      c.get_quantity,
    'pick',              c.pick,
    'repeat_limit',      c.repeat_limit,
    'tier_basis',        c.tier_basis,
    'tiers',             c.tiers,
    'gift_sku',          c.gift_sku,
    'gift_quantity',     c.gift_quantity,
    'covers',            c.covers,
    'excludes',          c.excludes,
    'minimum_minor',     c.minimum_minor,
    'minimum_quantity',  c.minimum_quantity,
    'maximum_minor',     c.maximum_minor,
    'uses_left',         c.uses_limit - c.uses_claimed,
    'budget_left_minor', c.budget_minor - c.spent_minor,
    'signed_in',         c.customer_limit is not null,
    'segments',          c.segments,
    'vip_levels',        c.vip_levels,
    'first_order',       c.first_order,
    'priority',          c.priority,
    'lane',              c.lane,
    'starts_at',         (extract(epoch from c.starts_at) * 1000)::bigint,
    'ends_at',           (extract(epoch from c.ends_at) * 1000)::bigint));
$$;
