-- Opens an empty cart: for a customer, or for the guest who will show p_cart_token.
-- Of that, only the hash is kept.
--
-- Answers one of
--   {"outcome": "created", "cart": {…}, "context": {…}}
--   {"outcome": "unknown_tenant"}
--   what currency_refusal says
--   {"outcome": "key_reused"}
create or replace function spindle.create_cart(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_request     jsonb,
  p_currency    text  -- null: the tenant's
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now     timestamptz := spindle.clock();
  v_cart_id uuid := gen_random_uuid();
  v_answer  jsonb := spindle.first_answer(p_tenant_id, p_request);
  v_tenant  spindle.tenants;
begin
  if v_answer is not null then
    return v_answer;
  end if;

  select t.* into v_tenant
    from spindle.tenants t
   where t.tenant_id = p_tenant_id;

  -- Not remembered: there is no tenant to remember it for.
  if not found then
    return jsonb_build_object('outcome', 'unknown_tenant');
  end if;

  v_answer := spindle.currency_refusal(v_tenant, p_currency);
  if v_answer is null then
    insert into spindle.carts
           (tenant_id, cart_id, customer_id, token_hash, currency, status, version, created_at,
            updated_at, expires_at)
    values (p_tenant_id, v_cart_id, p_customer_id, sha256(convert_to(p_cart_token, 'UTF8')),
            coalesce(p_currency, v_tenant.currency), 'open', 1, v_now, v_now,
            v_now + v_tenant.empty_cart_hours * interval '1 hour');

    v_answer := jsonb_build_object('outcome', 'created')
                || spindle.cart_json(p_tenant_id, v_cart_id, null);
  end if;

  return spindle.remember_answer(p_tenant_id, p_request, v_answer);
end;
$$;

grant execute on function spindle.create_cart to spindle_component;
