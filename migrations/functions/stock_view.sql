-- What is where, in order of sku and warehouse.
--
-- p_filter is {"sku"?, "warehouse"?, "low"?}: `low` leaves what is at or below its threshold.
-- Answers {"outcome": "listed", "stock": [{"sku", "warehouse", "on_hand", …}, …],
--          "has_more": true}.
create or replace function spindle.stock_view(
  p_tenant_id       text,
  p_filter          jsonb,
  p_after_sku       text,       -- null, with the next: from the start
  p_after_warehouse text,
  p_limit           bigint
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_sku       text := p_filter->>'sku';
  v_warehouse text := p_filter->>'warehouse';
  v_low       boolean := coalesce((p_filter->>'low')::boolean, false);
begin
  return (
    with page as (
      select s as stock, row_number() over (order by s.sku, s.warehouse) as position
        from spindle.stock s
       where s.tenant_id = p_tenant_id
         and (v_sku is null or s.sku = v_sku)
         and (v_warehouse is null or s.warehouse = v_warehouse)
         and (not v_low or s.on_hand - s.reserved <= s.threshold)
         and (p_after_sku is null or (s.sku, s.warehouse) > (p_after_sku, p_after_warehouse))
       order by s.sku, s.warehouse
       limit p_limit + 1
    )
    select jsonb_build_object(
      'outcome',  'listed',
      'stock',    coalesce(jsonb_agg(spindle.stock_json(page.stock) order by page.position)
                             filter (where page.position <= p_limit), '[]'),
      'has_more', count(*) > p_limit)
      from page);
end;
$$;

grant execute on function spindle.stock_view to spindle_component;
