-- Pays what an order still owes: a pending one, or one that became dearer afterwards. With a card an
-- attempt is opened; a pending order may also change to cash on delivery, which confirms it, or to a bank
-- transfer, which it waits for.
--
-- Answers one of
--   {"outcome": "started", "order": {…}}    with the attempt that the provider is to be asked about
--   {"outcome": "under_way", "order": {…}}  a payment is open: that one is asked about, no other is begun
--   {"outcome": "changed", "order": {…}}    another method, for which nobody is asked
--   {"outcome": "token_required"}           of a card
--   {"outcome": "not_found"}, {"outcome": "stale_version", "version": 8}
--   {"outcome": "not_allowed", "status": "SHIPPED", "action": "pay", "allowed": ["deliver"]}
--   {"outcome": "key_reused"}
--
-- Locks: the idempotency key, the order; cash on delivery: stock.
create or replace function spindle.start_payment(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin
  p_cart_token  text,
  p_request     jsonb,
  p_actor       text,
  p_reference   text,
  p_version     bigint,
  p_method      text,  -- null: by card with a token, else as the order says
  p_token       text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order  spindle.orders;
  v_method text;
  v_due    bigint;
  v_answer jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  v_order := spindle.lock_order(p_tenant_id, p_customer_id, p_cart_token, p_reference);
  v_method := coalesce(p_method, case when p_token is not null then 'CREDIT_CARD' end, v_order.payment_method);
  select m.due_minor - m.authorized_minor into v_due
    from spindle.order_money(p_tenant_id, v_order.order_id) m;

  v_answer := case
    when v_order.order_id is null then jsonb_build_object('outcome', 'not_found')
    when v_order.version <> p_version then jsonb_build_object('outcome', 'stale_version', 'version', v_order.version)
    when exists (
      select from spindle.payment_attempts a
       where a.tenant_id = p_tenant_id and a.order_id = v_order.order_id
         and a.kind in ('charge', 'authorize') and a.status in ('started', 'pending', 'unknown')
    ) then jsonb_build_object('outcome', 'under_way')
    when v_order.status <> 'PENDING' and not (
      v_order.status in ('CONFIRMED', 'PROCESSING') and v_order.payment_method <> 'CASH_ON_DELIVERY'
      and v_method = 'CREDIT_CARD' and v_due > 0
    ) then jsonb_build_object(
      'outcome', 'not_allowed', 'status', v_order.status, 'action', 'pay',
      'allowed', spindle.allowed_actions(v_order, split_part(p_actor, ':', 1)))
    when v_method = 'CREDIT_CARD' and p_token is null then jsonb_build_object('outcome', 'token_required')
  end;

  if v_answer is null then
    if v_method = 'CREDIT_CARD' then
      perform spindle.open_card_payment(v_order, v_due, p_token, p_actor);
      v_answer := jsonb_build_object('outcome', 'started');
    else
      perform spindle.change_payment_method(v_order, v_method, p_actor);
      v_answer := jsonb_build_object('outcome', 'changed');
    end if;
  end if;

  if v_answer->>'outcome' in ('started', 'changed', 'under_way') then
    v_answer := v_answer || jsonb_build_object('order', spindle.order_json(p_tenant_id, v_order.order_id));
  end if;
  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.start_payment to spindle_component;
