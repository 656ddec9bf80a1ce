-- Until when a checkout is open that somebody has just been at.
create or replace function spindle.checkout_end(p_tenant_id text)
  returns timestamptz
  language plpgsql
  stable
as $$
begin
  return (
    select spindle.clock() + t.checkout_minutes * interval '1 minute'
      from spindle.tenants t
     where t.tenant_id = p_tenant_id);
end;
$$;
