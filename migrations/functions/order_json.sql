-- An order as it is now, or null when there is none.
create or replace function spindle.order_json(p_tenant_id text, p_order_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select jsonb_build_object(
      'id',              o.order_id,
      'order_number',    o.order_number,
      'version',         o.version,
      'customer_id',     o.customer_id,
      'checkout_id',     o.checkout_id,
      'status',          o.status,
      'payment_status',  o.payment_status,
      'payment_method',  o.payment_method,
      'shipping_method', o.shipping_method,
      'currency',        o.currency,
      'subtotal_minor',  o.subtotal_minor,
      'discount_minor',  o.discount_minor,
      'shipping_minor',  o.shipping_minor,
      'tax_minor',       o.tax_minor,
      'total_minor',     o.total_minor,
      'notes',           o.notes,
      'cancel_reason',   o.cancel_reason,
      'created_at',      spindle.iso_time(o.placed_at),
      'updated_at',      spindle.iso_time(o.updated_at),
      'expires_at',      case when o.status = 'PENDING' then (
        select spindle.iso_time(min(r.expires_at)) from spindle.reservations r
         where r.tenant_id = o.tenant_id and r.order_id = o.order_id and r.status = 'held') end,
      'items', (select jsonb_agg(jsonb_build_object(
                         'id',               l.line_id,
                         'product_id',       l.product_id,
                         'variant_id',       l.variant_id,
                         'sku',              l.sku,
                         'name',             l.name,
                         'quantity',         l.quantity,
                         'shipped',          l.shipped,
                         'returned',         l.returned,
                         'unit_price_minor', l.unit_price_minor,
                         'subtotal_minor',   l.subtotal_minor,
                         'discount_minor',   l.discount_minor,
                         'tax_minor',        l.tax_minor) order by l.line_number)
                  from spindle.order_lines l
                 where l.tenant_id = o.tenant_id and l.order_id = o.order_id),
      'addresses', (select jsonb_agg(jsonb_build_object(
                             'id', a.address_id, 'address_type', a.kind) || a.address order by a.kind desc)
                      from spindle.order_addresses a
                     where a.tenant_id = o.tenant_id and a.order_id = o.order_id),
      'shipments', spindle.shipments_json(o.tenant_id, o.order_id),
      'payment', p.latest,
      'is_over', spindle.is_over(o.status),
      'open_attempts', coalesce(p.open, '[]'),
      'paid_minor',     m.captured_minor,
      'refunded_minor', m.refunded_minor,
      'due_minor',      m.due_minor)
      from spindle.orders o,
           spindle.order_money(o.tenant_id, o.order_id) m,
           lateral (
             -- The latest payment, and what the provider still has to be asked about.
             select (jsonb_agg(spindle.attempt_json(a) order by a.started_at desc, a.attempt_id)
                       filter (where a.kind in ('charge', 'authorize')))->0 as latest,
                    jsonb_agg(spindle.attempt_json(a) order by a.started_at, a.attempt_id)
                       filter (where a.status in ('started', 'pending', 'unknown')) as open
               from spindle.payment_attempts a
              where a.tenant_id = o.tenant_id and a.order_id = o.order_id) p
     where o.tenant_id = p_tenant_id
       and o.order_id = p_order_id);
end;
$$;
