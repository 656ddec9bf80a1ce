-- Gives money of an order back: an amount, or what lines and shipping cost. That refunds, with those
-- under way, are no more than what came is the only hard rule.
--
-- Answers one of
--   {"outcome": "refunding", "attempts": ["uuid", …], "order": {…}}  those by hand are done already
--   {"outcome": "too_much", "amounts": {"requested_minor", "captured_minor", "refunded_minor", "refunding_minor",
--     "refundable_minor"}, "currency": "USD"}
--   {"outcome": "nothing"}           what is named costs nothing
--   {"outcome": "invalid_amount"}, {"outcome": "unknown_line", "line_id": uuid},
--   {"outcome": "line_refunded", "line_id": uuid, "left": 1}, {"outcome": "shipping_refunded"}
--   {"outcome": "not_found"}, {"outcome": "stale_version", "version": 8}
--   {"outcome": "key_reused"}
--
-- Locks: the idempotency key, the order.
create or replace function spindle.refund_order(
  p_tenant_id text,
  p_request   jsonb,
  p_actor     text,
  p_reference text,
  p_version   bigint,
  p_refund    jsonb  -- as refund_amount takes it, with "reason" and "reference"? of what is paid by hand
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order    spindle.orders;
  v_amount   bigint;
  v_left     bigint;
  v_attempts jsonb;
  v_answer   jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  v_order := spindle.lock_order(p_tenant_id, null, null, p_reference);
  if v_order.order_id is null then
    v_answer := jsonb_build_object('outcome', 'not_found');
  elsif v_order.version <> p_version then
    v_answer := jsonb_build_object('outcome', 'stale_version', 'version', v_order.version);
  else
    v_answer := spindle.refund_amount(v_order, p_refund);
  end if;

  if not v_answer ? 'outcome' then
    v_amount := (v_answer->>'amount_minor')::bigint;
    select coalesce(sum(r.left_minor), 0) into v_left
      from spindle.refundable(p_tenant_id, v_order.order_id) r;

    if v_amount = 0 then
      v_answer := jsonb_build_object('outcome', 'nothing');
    elsif v_amount > v_left then
      select jsonb_build_object(
               'outcome', 'too_much', 'currency', v_order.currency, 'amounts', jsonb_build_object(
                 'requested_minor', v_amount, 'captured_minor', m.captured_minor, 'refunded_minor', m.refunded_minor,
                 'refunding_minor', m.refunding_minor, 'refundable_minor', v_left))
        into v_answer
        from spindle.order_money(p_tenant_id, v_order.order_id) m;
    else
      perform spindle.record_change(
        p_tenant_id, v_order.order_id, 'order.refund_requested',
        'Refund: ' || (p_refund->>'reason'), p_actor, p_refund || jsonb_build_object('amount_minor', v_amount));
      v_attempts := spindle.open_refund(
        p_tenant_id, v_order.order_id, v_amount,
        jsonb_build_object('actor', p_actor) || (p_refund - 'amount'), p_actor);
      v_answer := jsonb_build_object(
        'outcome', 'refunding', 'attempts', v_attempts, 'order', spindle.order_json(p_tenant_id, v_order.order_id));
    end if;
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.refund_order to spindle_component;
