-- Closes a return that was requested, and the call for a person that it opened.
create or replace function spindle.decide_return(
  p_tenant_id  text,
  p_return_id  uuid,
  p_status     text,  -- 'received' or 'refused'
  p_resolution text,
  p_actor      text
)
  returns void
  language plpgsql
as $$
declare
  v_order_id uuid;
begin
  update spindle.returns r
     set status = p_status, decided_at = spindle.clock()
   where r.tenant_id = p_tenant_id and r.return_id = p_return_id
  returning r.order_id into strict v_order_id;

  update spindle.attention a
     set resolved_at = spindle.clock(), resolved_by = p_actor, resolution = p_resolution
   where a.tenant_id = p_tenant_id and a.order_id = v_order_id
     and a.reason = 'return_requested' and a.resolved_at is null
     and a.detail->>'return_id' = p_return_id::text;
end;
$$;
