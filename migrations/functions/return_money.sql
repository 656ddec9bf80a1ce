-- Opens what gives all money of an order back: voids of what is only authorized, refunds of what was
-- captured. Who called asks the provider afterwards (settle_order), or the sweep does. What came by hand
-- goes back by hand: a person is called. What is refunded already, or is being, stays so.
--
-- A payment that is still under way is left alone: if it arrives, payment_arrived calls a person.
-- The caller holds the order's lock.
create or replace function spindle.return_money(
  p_tenant_id text,
  p_order_id  uuid,
  p_reason    text,
  p_actor     text
)
  returns void
  language plpgsql
as $$
declare
  v_detail jsonb := jsonb_build_object('reason', p_reason, 'actor', p_actor);
begin
  perform spindle.open_attempt(p_tenant_id, p_order_id, 'void', a.amount_minor, null, a.attempt_id, v_detail)
     from spindle.open_authorizations(p_tenant_id, p_order_id) a;

  perform spindle.open_attempt(p_tenant_id, p_order_id, 'refund', r.left_minor, null, r.of_attempt, v_detail)
     from spindle.refundable(p_tenant_id, p_order_id) r
    where r.of_attempt is not null;

  perform spindle.open_attention(
            p_tenant_id, p_order_id, 'refund_by_hand',
            v_detail || jsonb_build_object('amount_minor', r.left_minor), 'refund')
     from spindle.refundable(p_tenant_id, p_order_id) r
    where r.of_attempt is null;
end;
$$;
