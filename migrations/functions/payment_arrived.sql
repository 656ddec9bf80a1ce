-- Money of an order arrived, or was authorized: what that means for the order.
--
--   PENDING, and nothing is due that is not authorized: confirmed, its goods are sold
--   over already (cancelled, declined, returned): a person is called, a refund proposed; stock stays
--   anything else: the payment is noted
--
-- The transaction is written. Locks: stock by sku and warehouse; the caller holds the order's lock.
create or replace function spindle.payment_arrived(
  p_tenant_id text,
  p_order_id  uuid,
  p_detail    jsonb,  -- {"kind", "amount_minor", …}: what arrived, as an attention row would tell
  p_actor     text
)
  returns void
  language plpgsql
as $$
declare
  v_status     text;
  v_is_covered boolean;
  v_note       text := case p_detail->>'kind' when 'authorize' then 'Payment authorized' else 'Payment received' end;
begin
  select o.status, m.due_minor <= m.authorized_minor
    into strict v_status, v_is_covered
    from spindle.orders o, spindle.order_money(o.tenant_id, o.order_id) m
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  if v_status = 'PENDING' and v_is_covered then
    update spindle.orders o
       set status = 'CONFIRMED', payment_status = spindle.payment_status_of(p_tenant_id, p_order_id),
           updated_at = spindle.clock()
     where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

    perform spindle.end_reservations(p_tenant_id, p_order_id, 'committed', 'order paid', p_actor);
    perform spindle.record_change(p_tenant_id, p_order_id, 'order.confirmed', v_note, p_actor);
  else
    perform spindle.update_payment_status(p_tenant_id, p_order_id);
    perform spindle.record_change(
      p_tenant_id, p_order_id, 'order.payment_received', v_note, p_actor);

    if spindle.is_over(v_status) then
      perform spindle.open_attention(
        p_tenant_id, p_order_id, 'paid_too_late',
        jsonb_build_object('status', v_status) || p_detail, 'refund');
    end if;
  end if;
end;
$$;
