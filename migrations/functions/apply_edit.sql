-- Everything an edit does to an order: the second half of edit_order, which has locked, checked and
-- exchanged the campaigns.
create or replace function spindle.apply_edit(
  p_order      spindle.orders,  -- as it was
  p_quote      jsonb,
  p_difference jsonb,
  p_actor      text
)
  returns void
  language plpgsql
as $$
declare
  v_change jsonb := spindle.edit_demand(p_order, p_quote->'lines');
begin
  perform spindle.write_edit(p_order, p_quote);

  perform spindle.take_more(p_order, v_change, p_actor);
  perform spindle.take_less(p_order, v_change, p_actor);

  perform spindle.record_change(
    p_order.tenant_id, p_order.order_id, 'order.edited', 'Order edited', p_actor, p_difference);

  if (p_difference->>'refund_minor')::bigint > 0 then
    perform spindle.open_refund(
      p_order.tenant_id, p_order.order_id, (p_difference->>'refund_minor')::bigint,
      jsonb_build_object('reason', 'order edited', 'cause', 'edit', 'actor', p_actor), p_actor);
  end if;

  perform spindle.update_payment_status(p_order.tenant_id, p_order.order_id);
  perform spindle.issue_invoice(p_order.tenant_id, p_order.order_id);
end;
$$;
