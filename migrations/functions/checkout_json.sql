-- A checkout, its cart and what its quote needs:
-- {"checkout": {…}, "cart": {…}, "context": {…}, "order": {…} or null}.
create or replace function spindle.checkout_json(p_tenant_id text, p_checkout_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select jsonb_build_object(
      'checkout', jsonb_build_object(
        'id',               k.checkout_id,
        'cart_id',          k.cart_id,
        'customer_id',      k.customer_id,
        'status',           case when k.status = 'open' and k.expires_at <= spindle.clock()
                                 then 'expired' else k.status end,
        'email',            k.email,
        'shipping_address', k.shipping_address,
        'billing_address',  case when k.billing_same then k.shipping_address else k.billing_address end,
        'billing_same_as_shipping', k.billing_same,
        'shipping_method',  k.shipping_method,
        'payment_method',   k.payment_method,
        'notes',            k.notes,
        'version',          k.version,
        'missing',          spindle.missing_from_checkout(k),
        'started_at',       spindle.iso_time(k.started_at),
        'updated_at',       spindle.iso_time(k.updated_at),
        'expires_at',       spindle.iso_time(k.expires_at)),
      'order', spindle.order_json(k.tenant_id, (
        select o.order_id from spindle.orders o
         where o.tenant_id = k.tenant_id and o.checkout_id = k.checkout_id)))
      || spindle.cart_json(k.tenant_id, k.cart_id, k.shipping_method, jsonb_build_object(
           'country', k.shipping_address->>'country_code', 'region', k.shipping_address->>'state'))
      from spindle.checkouts k
     where k.tenant_id = p_tenant_id
       and k.checkout_id = p_checkout_id);
end;
$$;
