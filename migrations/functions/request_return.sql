-- A customer wants to send goods back. Nothing moves yet: a person is called.
--
-- Answers one of
--   {"outcome": "requested", "return": {…}, "order": {…}}
--   {"outcome": "window_closed", "closed_at": "2026-12-20T12:00:00.000Z"}
--   {"outcome": "key_reused"}
--   what order_refusal and choose_lines refuse
--
-- Locks: the idempotency key, the order.
create or replace function spindle.request_return(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_request     jsonb,
  p_actor       text,
  p_reference   text,
  p_version     bigint,
  p_return      jsonb  -- {"reason", "items"?}, see choose_lines
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now       timestamptz := spindle.clock();
  v_return_id uuid := gen_random_uuid();
  v_order     spindle.orders;
  v_closed_at timestamptz;
  v_lines     jsonb;
  v_answer    jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  v_order := spindle.lock_order(p_tenant_id, p_customer_id, p_cart_token, p_reference);
  v_answer := spindle.order_refusal(v_order, p_version, 'request_return', p_actor);

  if v_answer is null then
    select v_order.delivered_at + t.return_days * interval '1 day' into strict v_closed_at
      from spindle.tenants t
     where t.tenant_id = p_tenant_id;
    v_lines := spindle.choose_lines(p_tenant_id, v_order.order_id, nullif(p_return->'items', 'null'), 'request_return');
    if v_closed_at <= v_now then
      v_answer := jsonb_build_object('outcome', 'window_closed', 'closed_at', spindle.iso_time(v_closed_at));
    elsif v_lines ? 'outcome' then
      v_answer := v_lines;
    end if;
  end if;

  if v_answer is null then
    insert into spindle.returns (tenant_id, return_id, order_id, status, reason, requested_at, actor)
    values (p_tenant_id, v_return_id, v_order.order_id, 'requested', p_return->>'reason', v_now, p_actor);
    perform spindle.write_return_lines(p_tenant_id, v_order.order_id, v_return_id, v_lines->'lines');
    perform spindle.open_attention(
      p_tenant_id, v_order.order_id, 'return_requested',
      jsonb_build_object('return_id', v_return_id, 'reason', p_return->>'reason'), 'look');
    perform spindle.record_change(
      p_tenant_id, v_order.order_id, 'order.return_requested', 'Return requested: ' || (p_return->>'reason'), p_actor,
      jsonb_build_object('return_id', v_return_id, 'items', v_lines->'lines'));
    select jsonb_build_object(
             'outcome', 'requested', 'return', spindle.return_json(r),
             'order', spindle.order_json(p_tenant_id, v_order.order_id))
      into strict v_answer
      from spindle.returns r
     where r.tenant_id = p_tenant_id and r.return_id = v_return_id;
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.request_return to spindle_component;
