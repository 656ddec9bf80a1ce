-- The answer this request got before, or null when it is new.
--
-- p_request is {"principal", "route", "key", "fingerprint"}, or null when the
-- client sent no Idempotency-Key. Another request under a known key is answered
-- with {"outcome": "key_reused"}.
--
-- Locks the key until the transaction ends, so that a repeat that arrives while
-- the first is still running waits for its answer instead of being decided again.
create or replace function spindle.first_answer(p_tenant_id text, p_request jsonb)
  returns jsonb
  language plpgsql
as $$
declare
  v_answer jsonb;
begin
  if p_request is null then
    return null;
  end if;

  perform pg_advisory_xact_lock(hashtextextended(
    concat_ws(chr(31), p_tenant_id, p_request->>'principal', p_request->>'route', p_request->>'key'), 0));

  select case when k.fingerprint = p_request->>'fingerprint'
              then k.answer
              else jsonb_build_object('outcome', 'key_reused')
         end
    into v_answer
    from spindle.idempotency_keys k
   where k.tenant_id = p_tenant_id
     and k.principal = p_request->>'principal'
     and k.route = p_request->>'route'
     and k.key = p_request->>'key';

  return v_answer;
end;
$$;
