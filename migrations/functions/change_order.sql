-- Changes what an admin may change of an order: notes, where to write to, where goods and bill go; and its
-- status, by the same ways as everybody (advance_order). All of it, or nothing.
--
-- Answers one of
--   {"outcome": "changed", "order": {…}}
--   {"outcome": "address_fixed", "field": "shipping_address"}      goods have left, or never will
--   {"outcome": "address_elsewhere", "field": "shipping_address"}  another country or region: tax and shipping would differ
--   {"outcome": "key_reused"}
--   what order_refusal and advance_order refuse
--
-- Locks: the idempotency key, the order, then what advance_order takes.
create or replace function spindle.change_order(
  p_tenant_id text,
  p_request   jsonb,
  p_actor     text,
  p_reference text,
  p_version   bigint,
  p_change    jsonb  -- {"notes"?, "email"?, "shipping_address"?, "billing_address"?, "status"?, "note"?}
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order  spindle.orders;
  v_answer jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  v_order := spindle.lock_order(p_tenant_id, null, null, p_reference);
  v_answer := coalesce(
    spindle.order_refusal(v_order, p_version, null, p_actor),
    spindle.address_refusal(v_order, p_change));

  if v_answer is null and p_change ? 'status' then
    v_answer := spindle.advance_order(v_order, p_change->>'status', p_change->>'note', p_actor);
  end if;

  if v_answer is null then
    perform spindle.write_particulars(v_order, p_change - 'status' - 'note', p_actor);
    v_answer := jsonb_build_object(
      'outcome', 'changed', 'order', spindle.order_json(p_tenant_id, v_order.order_id));
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.change_order to spindle_component;
