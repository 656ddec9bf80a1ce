-- All price rows of a sku. Answers {"outcome": "found", "prices": […]} or {"outcome": "not_found"}.
create or replace function spindle.prices_view(p_tenant_id text, p_sku text)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from spindle.variants v where v.tenant_id = p_tenant_id and v.sku = p_sku) then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  return jsonb_build_object('outcome', 'found', 'prices', spindle.prices_json(p_tenant_id, p_sku));
end;
$$;

grant execute on function spindle.prices_view to spindle_component;
