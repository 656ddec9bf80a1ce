-- Why a return of an order cannot be decided, or null when it can:
--   {"outcome": "unknown_return"}
--   {"outcome": "return_decided", "status": "refused"}
create or replace function spindle.return_refusal(p_tenant_id text, p_order_id uuid, p_return_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_status text;
begin
  select r.status into v_status
    from spindle.returns r
   where r.tenant_id = p_tenant_id and r.order_id = p_order_id and r.return_id = p_return_id;

  return case
    when not found then jsonb_build_object('outcome', 'unknown_return')
    when v_status <> 'requested' then jsonb_build_object('outcome', 'return_decided', 'status', v_status)
  end;
end;
$$;
