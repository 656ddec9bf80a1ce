-- Opens an empty cart for a customer, in the tenant's currency.
--
-- Answers one of
--   {"outcome": "created", "cart": {…}, "context": {…}}
--   {"outcome": "unknown_tenant"}
--   {"outcome": "key_reused"}
create or replace function spindle.create_cart(p_tenant_id text, p_customer_id uuid, p_request jsonb)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now     timestamptz := spindle.clock();
  v_cart_id uuid := gen_random_uuid();
  v_answer  jsonb := spindle.first_answer(p_tenant_id, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;

  insert into spindle.carts
         (tenant_id, cart_id, customer_id, currency, status, version, created_at, updated_at,
          expires_at)
  select t.tenant_id, v_cart_id, p_customer_id, t.currency, 'open', 1, v_now, v_now,
         v_now + t.empty_cart_hours * interval '1 hour'
    from spindle.tenants t
   where t.tenant_id = p_tenant_id;

  -- Not remembered: there is no tenant to remember it for.
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  return spindle.remember_answer(p_tenant_id, p_request,
    jsonb_build_object('outcome', 'created') || spindle.cart_json(p_tenant_id, v_cart_id, null));
end;
$$;

grant execute on function spindle.create_cart to spindle_component;
