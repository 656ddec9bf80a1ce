-- A page of what needs a person: what is open first, then what was resolved; the latest first.
--
-- p_wanted may have "reason", "order" (id or number), "is_open", and "after": {"is_open", "id"}, the
-- last entry that is known. Answers {"outcome": "listed", "attention": [{…}], "has_more": true}.
--
-- Planned anew each time, so that each condition finds its index.
create or replace function spindle.attention_list_view(p_tenant_id text, p_wanted jsonb, p_limit bigint)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_order_id uuid := spindle.own_order(p_tenant_id, null, null, p_wanted->>'order');
begin
  return (
    with page as (
      select found.*, row_number() over () as position
        from (select a.*
                from spindle.attention a
               where a.tenant_id = p_tenant_id
                 and (p_wanted->>'reason' is null or a.reason = p_wanted->>'reason')
                 and (p_wanted->>'order' is null or a.order_id = v_order_id)
                 and (p_wanted->>'is_open' is null
                      or (a.resolved_at is null) = (p_wanted->>'is_open')::boolean)
                 and (p_wanted->'after' is null
                      or ((a.resolved_at is null), a.attention_id)
                         < ((p_wanted->'after'->>'is_open')::boolean, (p_wanted->'after'->>'id')::bigint))
               order by (a.resolved_at is null) desc, a.attention_id desc
               limit p_limit + 1) found
    )
    select jsonb_build_object(
      'outcome',   'listed',
      'attention', coalesce((
        select jsonb_agg(spindle.attention_json(a) order by page.position)
          from page
          join spindle.attention a using (tenant_id, attention_id)
         where page.position <= p_limit), '[]'),
      'has_more',  (select count(*) from page) > p_limit));
end;
$$;

grant execute on function spindle.attention_list_view to spindle_component;
