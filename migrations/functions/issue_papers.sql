-- Issues every paper of an order that is due and not there yet: its invoice, or a further one
-- (issue_invoice), and the credit note of each refund that is confirmed (issue_credit_note). Of an order
-- that came back as a whole and was not all paid, the rest is credited: nobody owes it any more. Does
-- nothing when nothing is missing; it is called wherever money is confirmed, goods leave or come back.
--
-- The caller has locked the order, and locks nothing after this: locks the paper counter.
create or replace function spindle.issue_papers(p_tenant_id text, p_order_id uuid)
  returns void
  language plpgsql
as $$
declare
  v_unpaid bigint;
begin
  perform spindle.issue_invoice(p_tenant_id, p_order_id);

  perform spindle.issue_credit_note(t.tenant_id, t.order_id, t.transaction_id)
     from (select r.*
             from spindle.payment_transactions r
            where r.tenant_id = p_tenant_id and r.order_id = p_order_id and r.kind = 'refund'
            order by r.transaction_id) t;

  select sum(case p.kind when 'invoice' then 1 else -1 end * (p.document->'totals'->>'total_minor')::bigint)
         - max(m.captured_minor - m.refunded_minor)
    into v_unpaid
    from spindle.orders o,
         spindle.order_money(o.tenant_id, o.order_id) m,
         spindle.papers p
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id and o.status = 'RETURNED'
     and p.tenant_id = o.tenant_id and p.order_id = o.order_id;

  if v_unpaid > 0 then
    perform spindle.credit_money(
      p_tenant_id, p_order_id, v_unpaid, null, null, jsonb_build_object('reason', 'All of it came back unpaid'));
  end if;
end;
$$;
