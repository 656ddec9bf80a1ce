-- Takes in what a provider or a carrier tells, each event once, and applies it if it fits by now.
--
-- Answers one of
--   {"outcome": "received", "status": "applied"}    done, or there was nothing left to do
--   {"outcome": "received", "status": "kept"}       too early: it is applied when it fits
--   {"outcome": "received", "status": "attention"}  it contradicts what is known: a person is called
--   {"outcome": "received", "status": "ignored"}    of a kind that nothing follows from
--   {"outcome": "event_reused"}                     the event id came before, with another body
--   {"outcome": "unknown_tenant"}
-- A repeat gets the first answer, whatever has become of the event since.
--
-- Locks: the event id (advisory, so that a repeat that arrives meanwhile waits for the first
-- answer), the order, then what apply_callback takes.
create or replace function spindle.receive_callback(
  p_tenant_id       text,
  p_provider        text,
  p_event_id        text,
  p_kind            text,   -- "payment.succeeded"
  p_order_reference text,   -- id or number; null: of a kind that is not understood
  p_payload         jsonb,  -- what was understood, see apply_callback
  p_fingerprint     text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now       timestamptz := spindle.clock();
  -- An id is written as ours are; a number stays as it was told.
  v_reference text := case when p_order_reference ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
                           then lower(p_order_reference) else p_order_reference end;
  v_answer    jsonb;
  v_status    text;
  v_order     spindle.orders;
begin
  perform pg_advisory_xact_lock(hashtextextended(
    concat_ws(chr(31), p_tenant_id, 'callback', p_provider, p_event_id), 0));

  select case when i.fingerprint = p_fingerprint
              then i.answer
              else jsonb_build_object('outcome', 'event_reused')
         end
    into v_answer
    from spindle.callback_inbox i
   where i.tenant_id = p_tenant_id and i.provider = p_provider and i.event_id = p_event_id;

  if v_answer is not null then
    return v_answer;
  end if;
  if not exists (select from spindle.tenants t where t.tenant_id = p_tenant_id) then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  if v_reference is null then
    v_status := 'ignored';
  else
    v_order := spindle.lock_order(p_tenant_id, null, null, v_reference);
    v_status := spindle.apply_callback(
      p_tenant_id, v_order.order_id, p_kind, p_payload, 'callback:' || p_provider);
  end if;
  v_answer := jsonb_build_object('outcome', 'received', 'status', v_status);

  insert into spindle.callback_inbox
         (tenant_id, provider, event_id, kind, order_reference, payload, fingerprint, status, answer,
          received_at, decided_at, try_after)
  values (p_tenant_id, p_provider, p_event_id, p_kind, v_reference, p_payload, p_fingerprint,
          v_status, v_answer, v_now,
          case when v_status <> 'kept' then v_now end,
          case when v_status = 'kept' then v_now + interval '1 minute' end);
  return v_answer;
end;
$$;

grant execute on function spindle.receive_callback to spindle_component;
