-- A campaign as admins see it: its columns by name, percentages as exact text, instants in RFC 3339.
create or replace function spindle.saved_campaign(c spindle.campaigns)
  returns jsonb
  language sql
  stable
as $$
  select to_jsonb(c) - 'tenant_id' || jsonb_build_object(
    'percentage', c.percentage::text,
    'starts_at',  spindle.iso_time(c.starts_at),
    'ends_at',    spindle.iso_time(c.ends_at),
    'created_at', spindle.iso_time(c.created_at),
    'updated_at', spindle.iso_time(c.updated_at));
$$;
