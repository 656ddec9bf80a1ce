-- Issues the invoice of an order, if it is time: when nothing of it is due or, with cash on delivery, when
-- goods have left. Afterwards a further one for what an edit added, when that is paid, and a credit note
-- for what an edit took, at once. Does nothing when nothing is missing.
--
-- The caller has locked the order, and locks nothing after this: locks the paper counter.
create or replace function spindle.issue_invoice(p_tenant_id text, p_order_id uuid)
  returns void
  language plpgsql
as $$
declare
  v_order   spindle.orders;
  v_first   jsonb := spindle.refers_to(p_tenant_id, p_order_id);
  v_content jsonb;
begin
  select o.* into strict v_order
    from spindle.orders o
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  if v_order.status = 'PENDING' or spindle.is_over(v_order.status) then
    return;
  end if;

  v_content := spindle.paper_content(p_tenant_id, p_order_id);
  if v_content is null then
    return;
  elsif (v_content->'totals'->>'total_minor')::bigint < 0 then
    perform spindle.write_paper(p_tenant_id, p_order_id, 'credit_note', null,
      spindle.negated(v_content) || jsonb_build_object('invoice', v_first, 'reason', 'The order was changed'));
    return;
  end if;

  if (select m.due_minor = 0 from spindle.order_money(p_tenant_id, p_order_id) m)
     or v_order.payment_method = 'CASH_ON_DELIVERY' and exists (
          select from spindle.order_lines l
           where l.tenant_id = p_tenant_id and l.order_id = p_order_id and l.shipped > 0)
  then
    perform spindle.write_paper(p_tenant_id, p_order_id, 'invoice', null,
      v_content || case when v_first is null then '{}' else jsonb_build_object('invoice', v_first) end);
  end if;
end;
$$;
