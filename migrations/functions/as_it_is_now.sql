-- A remembered answer, with its order as it is now: what came after it (a payment that timed out,
-- say) has to be gone on with and not to be repeated.
create or replace function spindle.as_it_is_now(p_tenant_id text, p_answer jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return case
    when p_answer ? 'order'
      then p_answer || jsonb_build_object(
        'order', spindle.order_json(p_tenant_id, (p_answer->'order'->>'id')::uuid))
    else p_answer
  end;
end;
$$;
