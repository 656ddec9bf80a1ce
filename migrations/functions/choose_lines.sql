-- Which lines of an order somebody means, and how much of each:
--   {"lines": [{"line_id", "quantity", "restock"}]}
--   {"outcome": "lines_refused", "lines": [{"position": 0, "left": 1}]}  `left` null: no line of this order
-- p_items is [{"item_id", "quantity", "restock"?}, …], each line once, or null for all that is left. What is
-- left depends on what is done with it. No line at all: nothing is left.
create or replace function spindle.choose_lines(
  p_tenant_id text,
  p_order_id  uuid,
  p_items     jsonb,
  p_action    text  -- ship: what has not left; return: what left and is not back; request_return: what nobody asked about
)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    with lines as (
      select l.line_id, l.line_number,
             case p_action
               when 'ship' then l.quantity - l.shipped
               when 'return' then l.shipped - l.returned
               when 'request_return' then l.shipped - l.returned - coalesce((
                 select sum(i.quantity)
                   from spindle.returns r
                   join spindle.return_lines i using (tenant_id, return_id)
                  where r.tenant_id = p_tenant_id and r.order_id = p_order_id
                    and r.status = 'requested' and i.line_id = l.line_id), 0)
             end::bigint as left
        from spindle.order_lines l
       where l.tenant_id = p_tenant_id and l.order_id = p_order_id
    ), wanted as (
      select w.item_id, w.quantity, coalesce(w.restock, true) as restock, w.position - 1 as position
        from rows from (jsonb_to_recordset(p_items) as (item_id uuid, quantity bigint, restock boolean))
             with ordinality as w(item_id, quantity, restock, position)
      union all
      select lines.line_id, lines.left, true, lines.line_number
        from lines
       where p_items is null and lines.left > 0
    )
    select case
      when count(*) filter (where lines.left is null or wanted.quantity > lines.left) > 0 or count(*) = 0
        then jsonb_build_object('outcome', 'lines_refused', 'lines', coalesce(
               jsonb_agg(jsonb_build_object('position', wanted.position, 'left', lines.left) order by wanted.position)
                 filter (where lines.left is null or wanted.quantity > lines.left), '[]'))
      else jsonb_build_object('lines', jsonb_agg(jsonb_build_object(
               'line_id', wanted.item_id, 'quantity', wanted.quantity, 'restock', wanted.restock)
               order by wanted.position))
    end
      from wanted
      left join lines on lines.line_id = wanted.item_id);
end;
$$;
