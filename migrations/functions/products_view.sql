-- The tenant's products, in order of their ids, from after p_after on.
--
-- p_filter is {"category"?, "q"?, "status"?}. Without a status they are the active ones, with
-- nothing but their active variants; with one they are an admin's, whole. Each word of `q` is the
-- beginning of a word of the name or of a sku, whatever its case; it is no pattern.
--
-- Planned anew each time: only with the values known does a condition become an index scan.
--
-- Answers {"outcome": "listed", "products": […], "next": uuid or null}; an unknown
-- tenant has no products.
create or replace function spindle.products_view(
  p_tenant_id text,
  p_filter    jsonb,
  p_after     uuid,
  p_limit     bigint
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_status   text := coalesce(p_filter->>'status', 'active');
  v_category text[] := array[p_filter->>'category'];
  v_words    tsquery := spindle.search_query(p_tenant_id, p_filter->>'q');
  v_ids      uuid[];
begin
  select array_agg(page.product_id order by page.product_id) into v_ids
    from (select p.product_id
            from spindle.products p
           where p.tenant_id = p_tenant_id
             and p.status = v_status
             and (p_after is null or p.product_id > p_after)
             and (v_category[1] is null or p.categories @> v_category)
             and (v_words is null or p.search @@ v_words)
           order by p.product_id
           limit p_limit + 1) page;

  return jsonb_build_object(
    'outcome',  'listed',
    'products', spindle.products_json(p_tenant_id, v_ids[:p_limit], p_filter ? 'status'),
    'next',     case when cardinality(v_ids) > p_limit then v_ids[p_limit] end);
end;
$$;

grant execute on function spindle.products_view to spindle_component;
