-- Writes notes, e-mail and addresses of an order, as far as p_change has them, and what it is found by.
-- The caller holds its lock and has checked them.
create or replace function spindle.write_particulars(
  p_order  spindle.orders,
  p_change jsonb,  -- {"notes"?, "email"?, "shipping_address"?, "billing_address"?}
  p_actor  text
)
  returns void
  language plpgsql
as $$
begin
  if p_change = '{}' then
    return;
  end if;

  update spindle.order_addresses a
     set address = case a.kind when 'SHIPPING' then p_change->'shipping_address' else p_change->'billing_address' end
   where a.tenant_id = p_order.tenant_id and a.order_id = p_order.order_id
     and p_change ? case a.kind when 'SHIPPING' then 'shipping_address' else 'billing_address' end;

  update spindle.orders o
     set notes  = case when p_change ? 'notes' then p_change->>'notes' else o.notes end,
         email  = case when p_change ? 'email' then p_change->>'email' else o.email end,
         search = spindle.order_words(
           o.tenant_id, o.order_number,
           case when p_change ? 'email' then p_change->>'email' else o.email end,
           (select a.address from spindle.order_addresses a
             where a.tenant_id = o.tenant_id and a.order_id = o.order_id and a.kind = 'SHIPPING'),
           (select a.address from spindle.order_addresses a
             where a.tenant_id = o.tenant_id and a.order_id = o.order_id and a.kind = 'BILLING'),
           (select array_agg(l.sku) from spindle.order_lines l
             where l.tenant_id = o.tenant_id and l.order_id = o.order_id))
   where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id;

  perform spindle.record_change(
    p_order.tenant_id, p_order.order_id, 'order.changed',
    'Changed: ' || (select string_agg(replace(k, '_', ' '), ', ' order by k) from jsonb_object_keys(p_change) k),
    p_actor, jsonb_build_object('fields', (select jsonb_agg(k order by k) from jsonb_object_keys(p_change) k)));
end;
$$;
