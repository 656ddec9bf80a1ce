-- Gives a customer a level and segments. The next quote of the customer's carts knows.
-- Answers {"outcome": "set", "customer": {…}} or {"outcome": "unknown_tenant"}.
create or replace function spindle.set_customer(
  p_tenant_id   text,
  p_customer_id uuid,
  p_vip_level   text,  -- null: none
  p_segments    jsonb  -- ["staff", …]
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from spindle.tenants t where t.tenant_id = p_tenant_id) then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  insert into spindle.customers as c (tenant_id, customer_id, vip_level, segments, updated_at)
  values (p_tenant_id, p_customer_id, p_vip_level,
          array(select distinct segment from jsonb_array_elements_text(p_segments) segment order by segment),
          spindle.clock())
  on conflict (tenant_id, customer_id) do update
     set vip_level = excluded.vip_level, segments = excluded.segments, updated_at = excluded.updated_at;

  return jsonb_build_object('outcome', 'set', 'customer', spindle.customer_json(p_tenant_id, p_customer_id));
end;
$$;

grant execute on function spindle.set_customer to spindle_component;
