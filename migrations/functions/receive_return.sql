-- Goods of an order came back: those that are named, those that were requested, or all that are out.
--
-- Answers one of
--   {"outcome": "received", "return": {…}, "order": {…}, "refund_minor": 1350}  what to refund for them
--   {"outcome": "key_reused"}
--   what order_refusal, return_refusal and choose_lines refuse
--
-- Locks: the idempotency key, the order, then what write_return takes.
create or replace function spindle.receive_return(
  p_tenant_id text,
  p_request   jsonb,
  p_actor     text,
  p_reference text,
  p_version   bigint,
  p_return    jsonb  -- {"reason", "items"?, "return_id"?}, see choose_lines
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_return_id uuid := coalesce((p_return->>'return_id')::uuid, gen_random_uuid());
  v_order     spindle.orders;
  v_items     jsonb := nullif(p_return->'items', 'null');
  v_lines     jsonb;
  v_answer    jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  v_order := spindle.lock_order(p_tenant_id, null, null, p_reference);
  v_answer := spindle.order_refusal(v_order, p_version, 'return', p_actor);
  if v_answer is null and p_return->>'return_id' is not null then
    v_answer := spindle.return_refusal(p_tenant_id, v_order.order_id, v_return_id);
    v_items := coalesce(v_items, (
      select jsonb_agg(jsonb_build_object('item_id', i.line_id, 'quantity', i.quantity))
        from spindle.return_lines i
       where i.tenant_id = p_tenant_id and i.return_id = v_return_id));
  end if;

  if v_answer is null then
    v_lines := spindle.choose_lines(p_tenant_id, v_order.order_id, v_items, 'return');
    if v_lines ? 'outcome' then
      v_answer := v_lines;
    end if;
  end if;

  if v_answer is null then
    perform spindle.write_return(v_order, v_return_id, p_return->>'reason', v_lines->'lines', p_actor);
    select jsonb_build_object(
             'outcome', 'received', 'return', spindle.return_json(r),
             'order', spindle.order_json(p_tenant_id, v_order.order_id),
             'refund_minor', spindle.propose_refund(v_order, v_lines->'lines'))
      into strict v_answer
      from spindle.returns r
     where r.tenant_id = p_tenant_id and r.return_id = v_return_id;
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.receive_return to spindle_component;
