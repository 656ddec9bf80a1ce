-- A cart and what its quote needs: {"cart": {…}, "context": {…}}. The lines are
-- in the context, once. What p_destination means is in quote_context.
create or replace function spindle.cart_json(
  p_tenant_id       text,
  p_cart_id         uuid,
  p_shipping_method text,
  p_destination     jsonb default null
)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select jsonb_build_object(
      'cart', jsonb_build_object(
        'id',          c.cart_id,
        'customer_id', c.customer_id,
        'status',      c.status,
        'notes',       c.notes,
        'version',     c.version,
        'created_at',  spindle.iso_time(c.created_at),
        'updated_at',  spindle.iso_time(c.updated_at),
        'expires_at',  case when c.status = 'open' then spindle.iso_time(c.expires_at) end),
      'context', spindle.quote_context(
        c.tenant_id, c.currency, c.customer_id,
        coalesce((select jsonb_agg(jsonb_build_object(
                           'line_id', l.line_id, 'sku', l.sku, 'quantity', l.quantity)
                         order by l.added_at, l.line_id)
                    from spindle.cart_lines l
                   where l.tenant_id = c.tenant_id and l.cart_id = c.cart_id), '[]'),
        coalesce((select jsonb_agg(k.code order by k.added_at, k.code)
                    from spindle.cart_coupons k
                   where k.tenant_id = c.tenant_id and k.cart_id = c.cart_id), '[]'),
        p_shipping_method, p_destination))
      from spindle.carts c
     where c.tenant_id = p_tenant_id
       and c.cart_id = p_cart_id);
end;
$$;
