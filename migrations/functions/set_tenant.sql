-- Changes settings of a tenant, all or none, for the owner of the database (`spindle tenant set`).
--
-- Answers one of
--   {"outcome": "set", "tenant": {…}}  every column of spindle.tenants
--   {"outcome": "unknown_tenant"}
--   {"outcome": "unknown_time_zone"}
--   {"outcome": "currency_in_use", "used_by": ["prices", "orders", …]}  their amounts are plain
--     numbers of it: with another currency 19.99 USD would become 19.99 of something else
-- Bounds are the CHECKs of the table: past one it raises, and nothing is written.
--
-- Locks the tenant's row.
create or replace function spindle.set_tenant(p_tenant_id text, p_settings jsonb)
  returns jsonb
  language plpgsql
as $$
declare
  v_before  spindle.tenants;
  v_after   spindle.tenants;
  v_used_by jsonb;
begin
  select t.* into v_before
    from spindle.tenants t
   where t.tenant_id = p_tenant_id
     for no key update;

  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  elsif spindle.unknown_time_zone(p_settings) then
    return jsonb_build_object('outcome', 'unknown_time_zone');
  end if;

  v_after := jsonb_populate_record(v_before, p_settings - 'tenant_id' - 'created_at');

  if v_after.currency <> v_before.currency then
    select coalesce(jsonb_agg(u.name), '[]')
      into v_used_by
      from (values
        ('prices', exists (select from spindle.prices p where p.tenant_id = p_tenant_id)),
        ('shipping rates', exists (select from spindle.shipping_rates r where r.tenant_id = p_tenant_id)),
        ('campaigns', exists (select from spindle.campaigns c where c.tenant_id = p_tenant_id)),
        ('orders', exists (select from spindle.orders o where o.tenant_id = p_tenant_id))
      ) as u(name, is_there)
     where u.is_there;

    if v_used_by <> '[]' then
      return jsonb_build_object('outcome', 'currency_in_use', 'used_by', v_used_by);
    end if;
  end if;

  return jsonb_build_object('outcome', 'set', 'tenant', to_jsonb(spindle.write_tenant(v_after)));
end;
$$;
