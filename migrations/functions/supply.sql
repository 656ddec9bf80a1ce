-- Where lines come from, and how much of each could be had.
--
-- p_lines is [{"line_id", "sku", "quantity"}, …]. A line is served by the first warehouse that
-- has all of it, else by the first that has some, else by the first. Warehouses come in this
-- order: those in the region the goods go to, those in its country, the others; then by
-- priority; then by code. `available` counts all warehouses: an order may be gathered from
-- several. A bundle is as available as its scarcest component.
create or replace function spindle.supply(
  p_tenant_id text,
  p_lines     jsonb,
  p_country   text,  -- where the goods go; upper case
  p_region    text
)
  returns table (line_id uuid, warehouse text, markup numeric, available bigint)
  language plpgsql
  stable
as $$
begin
  return query
    with pieces as (
      select l.line_id, l.quantity as wanted,
             coalesce(b.component_sku, l.sku) as sku, coalesce(b.quantity, 1) as each
        from jsonb_to_recordset(p_lines) as l(line_id uuid, sku text, quantity bigint)
        left join spindle.bundle_components b on b.tenant_id = p_tenant_id and b.bundle_sku = l.sku
    ), in_warehouse as (
      select p.line_id, p.wanted, p.sku, p.each, w.warehouse, w.markup,
             row_number() over (
               partition by p.line_id, p.sku
               order by case when w.country = p_country and w.region = p_region then 0
                             when w.country = p_country then 1
                             else 2
                        end, w.priority, w.warehouse) as rank,
             coalesce(s.on_hand - s.reserved, 0) as free
        from pieces p
        join spindle.warehouses w on w.tenant_id = p_tenant_id and w.status = 'active'
        left join spindle.stock s
          on s.tenant_id = p_tenant_id and s.sku = p.sku and s.warehouse = w.warehouse
    ), whole as (
      select i.line_id, i.warehouse, i.markup, i.rank, i.wanted, min(i.free / i.each) as possible
        from in_warehouse i
       group by i.line_id, i.warehouse, i.markup, i.rank, i.wanted
    ), serving as (
      select distinct on (whole.line_id) whole.line_id, whole.warehouse, whole.markup
        from whole
       order by whole.line_id,
                case when whole.possible >= whole.wanted then 0
                     when whole.possible > 0 then 1
                     else 2
                end, whole.rank
    ), in_all as (
      select piece.line_id, min(piece.possible)::bigint as available
        from (select i.line_id, i.sku, div(sum(i.free), i.each) as possible
                from in_warehouse i
               group by i.line_id, i.sku, i.each) piece
       group by piece.line_id
    )
    select serving.line_id, serving.warehouse, serving.markup, in_all.available
      from serving
      join in_all using (line_id);
end;
$$;
