-- How many instants there are, and how many seconds ago the first was: {"count", "oldest_seconds"}.
create or replace function spindle.waiting_json(p_since timestamptz[], p_now timestamptz)
  returns jsonb
  language sql
  immutable
as $$
  select jsonb_build_object(
    'count',          cardinality(p_since),
    'oldest_seconds', coalesce((
      select greatest(0, floor(extract(epoch from p_now - min(since))))::bigint from unnest(p_since) since), 0));
$$;
