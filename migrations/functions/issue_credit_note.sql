-- Issues the credit note of a refund that the provider (or the hand that paid it out) confirmed, once.
-- None for a refund that gives back what an edit took: the edit's own credit note says that
-- (issue_invoice). None where nothing is invoiced, such as money that came for a cancelled order.
--
-- The caller has locked the order, and locks nothing after this: locks the paper counter.
create or replace function spindle.issue_credit_note(p_tenant_id text, p_order_id uuid, p_transaction_id bigint)
  returns void
  language plpgsql
as $$
declare
  v_refund record;
begin
  select t.amount_minor, t.provider_reference, a.detail
    into strict v_refund
    from spindle.payment_transactions t
    left join spindle.payment_attempts a on a.tenant_id = t.tenant_id and a.attempt_id = t.attempt_id
   where t.tenant_id = p_tenant_id and t.order_id = p_order_id
     and t.transaction_id = p_transaction_id and t.kind = 'refund';

  if coalesce(v_refund.detail->>'cause' = 'edit', false) or exists (
    select from spindle.papers p where p.tenant_id = p_tenant_id and p.transaction_id = p_transaction_id
  ) then
    return;
  end if;

  perform spindle.credit_money(
    p_tenant_id, p_order_id, v_refund.amount_minor,
    spindle.refund_weights(p_tenant_id, p_order_id, v_refund.detail), p_transaction_id,
    jsonb_build_object(
      'reason', v_refund.detail->>'reason',
      'refund', jsonb_build_object('amount_minor', v_refund.amount_minor, 'reference', v_refund.provider_reference)));
end;
$$;
