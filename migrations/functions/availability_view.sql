-- Whether items could be had together, right now, at one destination.
--
-- p_items is [{"sku"} or {"product_id", "variant_id"?}, "quantity"}, …]. `available` is what could be
-- had of an item if nobody else wanted it; `reason` is null when all items together leave enough
-- for it: demand is summed per sku, and bundles count as their components.
--
-- Answers {"outcome": "checked", "items": [{"sku" or null, "requested", "available", "warehouse",
--          "reason": null, "too_few", "not_sold" or "variant_required"}, …]}, in order of p_items;
-- or {"outcome": "unknown_tenant"}.
create or replace function spindle.availability_view(
  p_tenant_id text,
  p_items     jsonb,
  p_country   text,  -- null: the tenant's home
  p_region    text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_tenant record;
  v_lines  jsonb;
begin
  select t.country, t.region into v_tenant from spindle.tenants t where t.tenant_id = p_tenant_id;
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  -- 1. Which sku each item means. Only one of a product can be meant.
  select jsonb_agg(jsonb_build_object(
           'line_id',  lpad(to_hex(i.position), 32, '0')::uuid,
           'sku',      case when meant.skus = 1 then meant.sku end,
           'quantity', (i.item->>'quantity')::bigint,
           'reason',   case when meant.skus = 0 then 'not_sold'
                            when meant.skus > 1 then 'variant_required' end) order by i.position)
    into v_lines
    from jsonb_array_elements(p_items) with ordinality as i(item, position),
         lateral (
           select count(*) as skus, min(v.sku) as sku
             from spindle.variants v
             join spindle.products p on p.tenant_id = v.tenant_id and p.product_id = v.product_id
            where v.tenant_id = p_tenant_id
              and v.sku = any(case when i.item->>'sku' is not null then array[i.item->>'sku']
                else array(select o.sku from spindle.variants o
                            where o.tenant_id = p_tenant_id
                              and o.product_id = (i.item->>'product_id')::uuid) end)
              and (i.item->>'variant_id' is null or v.variant_id = (i.item->>'variant_id')::uuid)
              and v.status = 'active'
              and p.status = 'active') meant;

  -- 2. What they take together, and what there is of each.
  return (
    with lines as (
      select l.*
        from jsonb_to_recordset(v_lines) as l(line_id uuid, sku text, quantity bigint, reason text)
    ), known as materialized (
      select coalesce(jsonb_agg(to_jsonb(l)), '[]') as lines from lines l where l.sku is not null
    ), short as materialized (
      select d.sku
        from known, spindle.demand(p_tenant_id, known.lines) d
        left join lateral spindle.stock_levels(p_tenant_id, array[d.sku]) level on true
       where coalesce(level.available, 0) < d.quantity
    ), supply as materialized (
      select s.* from known, spindle.supply(
        p_tenant_id, known.lines, coalesce(p_country, v_tenant.country),
        case when p_country is null then v_tenant.region else coalesce(p_region, '') end) s
    )
    select jsonb_build_object('outcome', 'checked', 'items', jsonb_agg(jsonb_build_object(
             'sku',       l.sku,
             'requested', l.quantity,
             'available', coalesce(s.available, 0),
             'warehouse', case when s.available > 0 then s.warehouse end,
             'reason',    coalesce(l.reason, case when exists (
               select from spindle.demand(p_tenant_id, jsonb_build_array(jsonb_build_object(
                        'sku', l.sku, 'quantity', 1))) d join short on short.sku = d.sku)
               then 'too_few' end)) order by l.line_id))
      from lines l
      left join supply s on s.line_id = l.line_id);
end;
$$;

grant execute on function spindle.availability_view to spindle_component;
