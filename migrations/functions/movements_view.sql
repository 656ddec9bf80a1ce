-- The ledger of a sku, newest first, from before p_after on.
--
-- Answers {"outcome": "listed", "movements": [{"id", "kind", …}, …], "next": id or null};
-- an unknown sku has none.
create or replace function spindle.movements_view(
  p_tenant_id text,
  p_sku       text,
  p_warehouse text,    -- null: all
  p_after     bigint,
  p_limit     bigint
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with page as (
      select m as movement, m.movement_id,
             row_number() over (order by m.movement_id desc) as position
        from spindle.stock_movements m
       where m.tenant_id = p_tenant_id
         and m.sku = p_sku
         and (p_warehouse is null or m.warehouse = p_warehouse)
         and (p_after is null or m.movement_id < p_after)
       order by m.movement_id desc
       limit p_limit + 1
    )
    select jsonb_build_object(
      'outcome',   'listed',
      'movements', coalesce(jsonb_agg(spindle.movement_json(page.movement) order by page.position)
                              filter (where page.position <= p_limit), '[]'),
      'next',      case when count(*) > p_limit
                        then min(page.movement_id) filter (where page.position <= p_limit) end)
      from page);
end;
$$;

grant execute on function spindle.movements_view to spindle_component;
