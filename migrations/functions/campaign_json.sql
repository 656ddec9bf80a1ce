-- A campaign as pricing needs it; instants in milliseconds since 1970.
create or replace function spindle.campaign_json(c spindle.campaigns)
  returns jsonb
  language sql
  stable
as $$
  select jsonb_build_object(
    'id',            c.campaign_id,
    'name',          c.name,
    'coupon_code',   c.coupon_code,
    'kind',          c.kind,
    'percentage',    c.percentage::text,
    'amount_minor',  c.amount_minor,
    'minimum_minor', c.minimum_minor,
    'maximum_minor', c.maximum_minor,
    'uses_left',     c.uses_limit - c.uses_claimed,
    'segment',       c.segment,
    'vip_level',     c.vip_level,
    'starts_at',     (extract(epoch from c.starts_at) * 1000)::bigint,
    'ends_at',       (extract(epoch from c.ends_at) * 1000)::bigint);
$$;
