-- Writes all of a placed order; the second half of place_order and place_direct_order, which
-- have locked and checked.
create or replace function spindle.complete_checkout(
  p_order_id uuid,
  p_checkout spindle.checkouts,
  p_quote    jsonb,
  p_actor    text   -- who placed it, for history and movements
)
  returns void
  language plpgsql
as $$
declare
  v_now          timestamptz := spindle.clock();
  v_total_minor  bigint := (p_quote->>'total_minor')::bigint;
  v_is_confirmed boolean := p_checkout.payment_method = 'CASH_ON_DELIVERY' or v_total_minor = 0;
  v_expires_at   timestamptz;
  v_kind         text;
begin
  perform spindle.write_order(p_order_id, p_checkout, p_quote, v_is_confirmed);

  if v_is_confirmed then
    perform spindle.reserve_stock(p_checkout.tenant_id, p_order_id, null, p_actor);
    perform spindle.end_reservations(
      p_checkout.tenant_id, p_order_id, 'committed', 'order confirmed', p_actor);
    perform spindle.record_change(
      p_checkout.tenant_id, p_order_id, 'order.confirmed', 'Order placed and confirmed', p_actor);
  else
    -- Money of a bank transfer may be on its way: its hold does not expire.
    select case when p_checkout.payment_method <> 'BANK_TRANSFER' then v_now + t.hold_minutes * interval '1 minute' end,
           case t.capture when 'at_order' then 'charge' else 'authorize' end
      into v_expires_at, v_kind
      from spindle.tenants t
     where t.tenant_id = p_checkout.tenant_id;

    perform spindle.reserve_stock(p_checkout.tenant_id, p_order_id, v_expires_at, p_actor);
    perform spindle.record_change(
      p_checkout.tenant_id, p_order_id, 'order.placed', 'Order placed, waiting for payment', p_actor);

    -- Without a token it is paid later (pay_order), or its hold expires.
    if p_checkout.payment_method = 'CREDIT_CARD' and p_checkout.payment_token is not null then
      perform spindle.open_attempt(
        p_checkout.tenant_id, p_order_id, v_kind, v_total_minor, p_checkout.payment_token, null,
        jsonb_build_object('actor', p_actor));
    end if;
  end if;

  update spindle.checkouts k
     set status = 'completed', updated_at = v_now
   where k.tenant_id = p_checkout.tenant_id and k.checkout_id = p_checkout.checkout_id;

  update spindle.carts c
     set status = 'closed', version = c.version + 1, updated_at = v_now
   where c.tenant_id = p_checkout.tenant_id and c.cart_id = p_checkout.cart_id;

  -- An order that costs nothing is paid.
  perform spindle.issue_invoice(p_checkout.tenant_id, p_order_id);
end;
$$;
