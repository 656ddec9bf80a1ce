-- Writes down what somebody did about what needed a person. It changes nothing else: money and goods
-- move by their own functions.
--
-- Answers one of
--   {"outcome": "resolved", "attention": {…}}
--   {"outcome": "resolved_before", "attention": {…}}  as it was resolved then
--   {"outcome": "not_found"}
--   {"outcome": "key_reused"}
--
-- Locks: the idempotency key, the attention row.
create or replace function spindle.resolve_attention(
  p_tenant_id    text,
  p_request      jsonb,
  p_actor        text,  -- 'admin:<sub>'
  p_attention_id bigint,
  p_resolution   text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_attention spindle.attention;
  v_answer    jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;

  select a.* into v_attention
    from spindle.attention a
   where a.tenant_id = p_tenant_id and a.attention_id = p_attention_id
     for update;

  if not found then
    v_answer := jsonb_build_object('outcome', 'not_found');
  elsif v_attention.resolved_at is not null then
    v_answer := jsonb_build_object(
      'outcome', 'resolved_before', 'attention', spindle.attention_json(v_attention));
  else
    update spindle.attention a
       set resolved_at = spindle.clock(), resolved_by = p_actor, resolution = p_resolution
     where a.tenant_id = p_tenant_id and a.attention_id = p_attention_id
    returning a.* into v_attention;
    v_answer := jsonb_build_object('outcome', 'resolved', 'attention', spindle.attention_json(v_attention));
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.resolve_attention to spindle_component;
