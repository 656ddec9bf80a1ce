-- Why the addresses of an order cannot be changed to these, or null: see change_order.
create or replace function spindle.address_refusal(p_order spindle.orders, p_change jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_field text := case when p_change ? 'shipping_address' then 'shipping_address'
                       when p_change ? 'billing_address' then 'billing_address' end;
begin
  if v_field is null then
    return null;
  elsif not spindle.allowed_actions(p_order, 'admin') ? 'edit' then
    return jsonb_build_object('outcome', 'address_fixed', 'field', v_field);
  end if;

  return (
    select jsonb_build_object('outcome', 'address_elsewhere', 'field', 'shipping_address')
      from spindle.order_addresses a
     where a.tenant_id = p_order.tenant_id and a.order_id = p_order.order_id and a.kind = 'SHIPPING'
       and p_change ? 'shipping_address'
       and (a.address->>'country_code', upper(trim(a.address->>'state')))
           is distinct from
           (p_change->'shipping_address'->>'country_code', upper(trim(p_change->'shipping_address'->>'state'))));
end;
$$;
