-- Somebody told about a payment for which no provider was asked: cash on delivery, a bank transfer.
-- Returns 'applied' or 'attention'.
--
-- Money that is due is collected, all of it at once. The same transfer told again is no news, nor is
-- cash that was collected when the goods arrived: both go by the delivery, whatever the courier calls it.
create or replace function spindle.apply_payment_by_hand(
  p_order   spindle.orders,
  p_result  text,
  p_payload jsonb,
  p_actor   text
)
  returns text
  language plpgsql
as $$
declare
  v_reference text := case p_order.payment_method
    when 'CASH_ON_DELIVERY' then 'delivery of ' || p_order.order_number
    else p_payload->>'reference' end;
  v_collected bigint;
  v_expected  bigint;
  v_reason    text;
begin
  if p_result <> 'succeeded' then
    return 'applied';
  end if;

  select t.amount_minor into v_collected
    from spindle.payment_transactions t
   where t.tenant_id = p_order.tenant_id and t.order_id = p_order.order_id
     and t.kind = 'collection' and t.provider_reference = v_reference;

  select coalesce(v_collected, m.due_minor) into strict v_expected
    from spindle.order_money(p_order.tenant_id, p_order.order_id) m;

  v_reason := case
    when v_collected is null and spindle.is_over(p_order.status) then 'paid_too_late'
    when v_expected = 0 then 'payment_repeated'
    when not spindle.is_amount(p_payload, v_expected, p_order.currency) then 'payment_amount_differs'
  end;
  if v_reason is not null then
    perform spindle.open_attention(
      p_order.tenant_id, p_order.order_id, v_reason,
      p_payload || jsonb_build_object('told', p_result, 'expected_minor', v_expected,
                                      'expected_currency', p_order.currency),
      'refund');
    return 'attention';
  end if;

  if v_collected is null then
    perform spindle.collect_payment(p_order.tenant_id, p_order.order_id, v_reference, p_actor);
  end if;
  return 'applied';
end;
$$;
