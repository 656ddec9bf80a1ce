-- Takes goods of an order in again: on the shelf, where that is said. When all of it came back, the order
-- is RETURNED. The caller holds its lock and has checked the lines.
--
-- Locks: what take_back takes, then the paper counter.
create or replace function spindle.write_return(
  p_order     spindle.orders,
  p_return_id uuid,  -- one that was requested, or a new one
  p_reason    text,
  p_lines     jsonb, -- of choose_lines
  p_actor     text
)
  returns void
  language plpgsql
as $$
declare
  v_now    timestamptz := spindle.clock();
  v_parts  jsonb;
  v_is_all boolean;
begin
  insert into spindle.returns (tenant_id, return_id, order_id, status, reason, requested_at, actor)
  values (p_order.tenant_id, p_return_id, p_order.order_id, 'requested', p_reason, v_now, p_actor)
  on conflict do nothing;
  perform spindle.write_return_lines(p_order.tenant_id, p_order.order_id, p_return_id, p_lines);
  perform spindle.decide_return(p_order.tenant_id, p_return_id, 'received', 'Received: ' || p_reason, p_actor);

  update spindle.order_lines l
     set returned = l.returned + back.quantity
    from jsonb_to_recordset(p_lines) as back(line_id uuid, quantity bigint)
   where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id and l.line_id = back.line_id;

  -- Of a bundle come back the parts it took when it was sold.
  select jsonb_agg(jsonb_build_object(
           'sku', coalesce(p.sku, l.sku), 'quantity', back.quantity * coalesce(p.per_piece, 1)))
    into v_parts
    from jsonb_to_recordset(p_lines) as back(line_id uuid, quantity bigint, restock boolean)
    join spindle.order_lines l
      on l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id and l.line_id = back.line_id
    left join spindle.order_line_parts p
      on p.tenant_id = l.tenant_id and p.order_id = l.order_id and p.line_id = l.line_id
   where back.restock;
  perform spindle.take_back(
    p_order.tenant_id, p_order.order_id, coalesce(v_parts, '[]'), 'goods returned', p_actor);

  select bool_and(l.returned = l.quantity) into v_is_all
    from spindle.order_lines l
   where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id;
  if v_is_all then
    update spindle.orders o
       set status = 'RETURNED'
     where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id;
  end if;
  perform spindle.record_change(
    p_order.tenant_id, p_order.order_id,
    case when v_is_all then 'order.returned' else 'order.partially_returned' end,
    case when v_is_all then 'Returned: ' else 'Returned in part: ' end || p_reason, p_actor,
    jsonb_build_object('return_id', p_return_id, 'items', p_lines));
  perform spindle.issue_papers(p_order.tenant_id, p_order.order_id);
end;
$$;
