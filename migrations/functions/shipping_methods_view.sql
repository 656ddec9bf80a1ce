-- The shipping methods of a tenant, at most 100: those that are offered, or with p_all every one.
-- Answers {"outcome": "found", "currency": "USD", "methods": [{"code", "name", "kind",
-- "free_from_minor", "position", "status", "rates": [{"country", "region", "from_value",
-- "amount_minor"}, …]}, …]} or {"outcome": "unknown_tenant"}.
create or replace function spindle.shipping_methods_view(p_tenant_id text, p_all boolean)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_build_object(
             'outcome',  'found',
             'currency', t.currency,
             'methods',  coalesce((
               select jsonb_agg(spindle.shipping_method_json(listed.m)
                                order by (listed.m).position, (listed.m).code)
                 from (select m
                         from spindle.shipping_methods m
                        where m.tenant_id = t.tenant_id
                          and (p_all or m.status = 'active')
                        order by m.position, m.code
                        limit 100) listed), '[]'))
      from spindle.tenants t
     where t.tenant_id = p_tenant_id), jsonb_build_object('outcome', 'unknown_tenant'));
end;
$$;

grant execute on function spindle.shipping_methods_view to spindle_component;
