-- Writes down the answer to a request with an Idempotency-Key, and returns it.
-- Runs in the transaction of the effect: both are kept, or neither.
create or replace function spindle.remember_answer(p_tenant_id text, p_request jsonb, p_answer jsonb)
  returns jsonb
  language plpgsql
as $$
begin
  if p_request is not null then
    insert into spindle.idempotency_keys
           (tenant_id, principal, route, key, fingerprint, answer, created_at)
    values (p_tenant_id, p_request->>'principal', p_request->>'route', p_request->>'key',
            p_request->>'fingerprint', p_answer, spindle.clock());
  end if;

  return p_answer;
end;
$$;
