-- What is needed to price an order again as somebody wants it.
--
-- Answers one of
--   {"outcome": "found", "version": 7, "context": {…}}
--   what edited_lines and edit_refusal refuse
--   what edit_order has answered under this key before
--
-- Not stable: it waits for an earlier request under the same key. Locks nothing for longer than it runs;
-- edit_order writes to the version that is found here, or not at all.
create or replace function spindle.order_edit_view(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin
  p_cart_token  text,
  p_request     jsonb,
  p_actor       text,
  p_reference   text,
  p_version     bigint,
  p_edit        jsonb  -- as edited_lines takes it
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order  spindle.orders;
  v_lines  jsonb;
  v_answer jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return spindle.as_it_is_now(p_tenant_id, v_answer);
  end if;

  select o.* into v_order
    from spindle.orders o
   where o.tenant_id = p_tenant_id
     and o.order_id = spindle.own_order(p_tenant_id, p_customer_id, p_cart_token, p_reference);

  v_answer := spindle.edit_refusal(v_order, p_version, p_actor);
  if v_answer is null then
    v_lines := spindle.edited_lines(v_order, p_edit);
    v_answer := case when v_lines ? 'outcome' then v_lines end;
  end if;

  return coalesce(v_answer, jsonb_build_object(
    'outcome', 'found', 'version', v_order.version,
    'context', spindle.edit_context(v_order, v_lines->'lines')));
end;
$$;

grant execute on function spindle.order_edit_view to spindle_component;
