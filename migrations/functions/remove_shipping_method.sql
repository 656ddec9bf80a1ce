-- Offers a shipping method no more. Its row stays, inactive: checkouts and orders name it.
-- Answers {"outcome": "removed"}, again when it was inactive already, or {"outcome": "not_found"}.
create or replace function spindle.remove_shipping_method(p_tenant_id text, p_code text)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  update spindle.shipping_methods m
     set status = 'inactive'
   where m.tenant_id = p_tenant_id and m.code = p_code;
  return jsonb_build_object('outcome', case when found then 'removed' else 'not_found' end);
end;
$$;

grant execute on function spindle.remove_shipping_method to spindle_component;
