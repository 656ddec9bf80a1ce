-- Fills in what the customer has said so far, and gives the checkout all its time again. A field
-- that is absent from p_state stays as it is; the caller has checked each field's form.
--
-- Answers one of
--   {"outcome": "saved", "checkout": {…}, "cart": {…}, "context": {…}, "order": null}
--   {"outcome": "not_found"}
--   {"outcome": "checkout_completed"}, {"outcome": "checkout_expired"}
--   {"outcome": "unknown_shipping_method", "code": "DRONE"}
--   {"outcome": "not_servable", "code": "BIKE", "field": "shipping_address"}
--                                           the method does not go there; the field is what is new
create or replace function spindle.save_checkout(
  p_tenant_id   text,
  p_customer_id uuid,
  p_cart_token  text,
  p_checkout_id uuid,
  p_state       jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_checkout spindle.checkouts;
  v_method   text;
  v_address  jsonb;
begin
  select k.* into v_checkout
    from spindle.checkouts k
   where k.tenant_id = p_tenant_id
     and k.checkout_id = p_checkout_id
     and exists (
           select from spindle.carts c
            where c.tenant_id = k.tenant_id
              and c.cart_id = k.cart_id
              and spindle.is_owner(c.customer_id, c.token_hash, p_customer_id, p_cart_token))
     for update;

  if not found then
    return jsonb_build_object('outcome', 'not_found');
  elsif v_checkout.status = 'completed' then
    return jsonb_build_object('outcome', 'checkout_completed');
  elsif v_checkout.status = 'expired' or v_checkout.expires_at <= spindle.clock() then
    return jsonb_build_object('outcome', 'checkout_expired');
  elsif p_state ? 'shipping_method' and not exists (
    select from spindle.shipping_methods m
     where m.tenant_id = p_tenant_id and m.code = p_state->>'shipping_method'
       and m.status = 'active'
  ) then
    return jsonb_build_object(
      'outcome', 'unknown_shipping_method', 'code', p_state->>'shipping_method');
  end if;

  v_method := coalesce(p_state->>'shipping_method', v_checkout.shipping_method);
  v_address := coalesce(p_state->'shipping_address', v_checkout.shipping_address);
  if (p_state ? 'shipping_method' or p_state ? 'shipping_address')
     and v_method is not null and v_address is not null
     and not spindle.ships_to(p_tenant_id, v_method, v_address)
  then
    return jsonb_build_object(
      'outcome', 'not_servable', 'code', v_method,
      'field', case when p_state ? 'shipping_method' then 'shipping_method' else 'shipping_address' end);
  end if;

  update spindle.checkouts k
     set email            = coalesce(p_state->>'email', k.email),
         shipping_address = coalesce(p_state->'shipping_address', k.shipping_address),
         -- An address of its own ends that the bill follows the goods, and the other way round.
         billing_address  = case when (p_state->>'billing_same')::boolean then null
                                 else coalesce(p_state->'billing_address', k.billing_address) end,
         billing_same     = case when p_state ? 'billing_address' then false
                                 else coalesce((p_state->>'billing_same')::boolean, k.billing_same) end,
         shipping_method  = coalesce(p_state->>'shipping_method', k.shipping_method),
         payment_method   = coalesce(p_state->>'payment_method', k.payment_method),
         payment_token    = coalesce(p_state->>'payment_token', k.payment_token),
         notes            = coalesce(p_state->>'notes', k.notes),
         version          = k.version + 1,
         updated_at       = spindle.clock(),
         expires_at       = spindle.checkout_end(p_tenant_id)
   where k.tenant_id = p_tenant_id
     and k.checkout_id = p_checkout_id;

  return jsonb_build_object('outcome', 'saved') || spindle.checkout_json(p_tenant_id, p_checkout_id);
end;
$$;

grant execute on function spindle.save_checkout to spindle_component;
