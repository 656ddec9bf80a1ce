-- Where lines come from, and how much of each could be had.
--
-- p_lines is [{"line_id", "sku", "quantity"}, …]. A line is served by the first warehouse that
-- has all of it, else by the first that has some, else by the first. Warehouses come in this
-- order: those in the region the goods go to, those in its country, the others; then by
-- priority; then by code. `available` counts all active warehouses: an order may be gathered
-- from several. A bundle is as available as its scarcest component. Lines do not see each
-- other here: lock_stock sums what they take together.
create or replace function spindle.supply(
  p_tenant_id text,
  p_lines     jsonb,
  p_country   text,  -- where the goods go; upper case
  p_region    text
)
  returns table (line_id uuid, warehouse text, markup numeric, available bigint)
  language plpgsql
  stable
  rows 10
as $$
begin
  -- Every cart write asks this. `offset 0` and the look-up in the select list keep it at two
  -- index probes per line and warehouse: joined, all stock of a tenant could be read.
  return query
    with pieces as (
      select l.line_id, l.quantity as wanted,
             coalesce(b.component_sku, l.sku) as sku, coalesce(b.quantity, 1) as each
        from jsonb_to_recordset(p_lines) as l(line_id uuid, sku text, quantity bigint)
        left join lateral (
          select c.component_sku, c.quantity
            from spindle.bundle_components c
           where c.tenant_id = p_tenant_id and c.bundle_sku = l.sku
          offset 0) b on true
    ), places as (
      select w.warehouse, w.markup,
             row_number() over (
               order by case when w.country = p_country and w.region = p_region then 0
                             when w.country = p_country then 1
                             else 2
                        end, w.priority, w.warehouse) as rank
        from spindle.warehouses w
       where w.tenant_id = p_tenant_id and w.status = 'active'
    ), in_place as (
      select p.line_id, p.wanted, p.sku, p.each, w.warehouse, w.markup, w.rank,
             coalesce((select s.on_hand - s.reserved
                         from spindle.stock s
                        where s.tenant_id = p_tenant_id
                          and s.sku = p.sku
                          and s.warehouse = w.warehouse), 0) as free
        from pieces p, places w
    ), whole as (
      select i.line_id, i.warehouse, i.markup, i.rank, i.wanted, min(i.free / i.each) as possible
        from in_place i
       group by i.line_id, i.warehouse, i.markup, i.rank, i.wanted
    ), serving as (
      select distinct on (o.line_id) o.line_id, o.warehouse, o.markup
        from whole o
       order by o.line_id,
                case when o.possible >= o.wanted then 0
                     when o.possible > 0 then 1
                     else 2
                end, o.rank
    ), in_all as (
      select piece.line_id, min(piece.possible)::bigint as available
        from (select i.line_id, i.sku, div(sum(i.free), i.each) as possible
                from in_place i
               group by i.line_id, i.sku, i.each) piece
       group by piece.line_id
    )
    select serving.line_id, serving.warehouse, serving.markup, in_all.available
      from serving
      join in_all using (line_id);
end;
$$;
