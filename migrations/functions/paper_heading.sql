-- What stands on each paper of an order: who sells, who buys, where it goes, how it was paid.
create or replace function spindle.paper_heading(p_tenant_id text, p_order_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select jsonb_build_object(
      'order', jsonb_build_object(
        'id',        o.order_id,
        'number',    o.order_number,
        'placed_on', to_char(o.placed_at at time zone t.time_zone, 'YYYY-MM-DD')),
      'seller', jsonb_build_object(
        'name',       t.name,
        'legal_name', coalesce(nullif(t.legal_name, ''), t.name),
        'address',    t.legal_address,
        'country',    t.country,
        'tax_number', t.tax_number,
        'note',       t.invoice_note),
      'buyer', jsonb_build_object('customer_id', o.customer_id, 'email', o.email),
      'addresses', (select jsonb_object_agg(lower(a.kind), a.address)
                      from spindle.order_addresses a
                     where a.tenant_id = o.tenant_id and a.order_id = o.order_id),
      'currency', o.currency,
      'prices_include_tax', o.prices_include_tax,
      'payment', jsonb_build_object(
        'method', o.payment_method,
        'payments', coalesce((
          select jsonb_agg(jsonb_build_object(
                   'kind',         p.kind,
                   'amount_minor', p.amount_minor,
                   'on',           to_char(p.occurred_at at time zone t.time_zone, 'YYYY-MM-DD'),
                   'reference',    p.provider_reference) order by p.transaction_id)
            from spindle.payment_transactions p
           where p.tenant_id = o.tenant_id and p.order_id = o.order_id
             and p.kind in ('capture', 'collection', 'refund')), '[]')))
      from spindle.orders o
      join spindle.tenants t on t.tenant_id = o.tenant_id
     where o.tenant_id = p_tenant_id and o.order_id = p_order_id);
end;
$$;
