-- A customer's checkout. Answers {"outcome": "found", "checkout": {…}, "cart": {…},
-- "context": {…}, "order": {…} or null}, or {"outcome": "not_found"}.
create or replace function spindle.checkout_view(p_tenant_id text, p_customer_id uuid, p_checkout_id uuid)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(
      (select jsonb_build_object('outcome', 'found') || spindle.checkout_json(k.tenant_id, k.checkout_id)
         from spindle.checkouts k
        where k.tenant_id = p_tenant_id
          and k.checkout_id = p_checkout_id
          and k.customer_id = p_customer_id),
      jsonb_build_object('outcome', 'not_found')));
end;
$$;

grant execute on function spindle.checkout_view to spindle_component;
