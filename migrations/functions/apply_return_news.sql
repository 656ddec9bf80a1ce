-- A carrier brings goods back: nobody was there, or wanted them. Returns 'applied', 'kept' or
-- 'attention'. Goods are back on the shelf when somebody has seen them: a person is called, and
-- proposed to ship again.
create or replace function spindle.apply_return_news(p_tenant_id text, p_order_id uuid, p_payload jsonb)
  returns text
  language plpgsql
as $$
declare
  v_status text;
begin
  select o.status into strict v_status
    from spindle.orders o
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  if v_status = 'RETURNED' then
    return 'applied';
  end if;
  if not spindle.is_over(v_status) and not exists (
    select from spindle.shipments s where s.tenant_id = p_tenant_id and s.order_id = p_order_id
  ) then
    return 'kept';
  end if;

  perform spindle.open_attention(p_tenant_id, p_order_id, 'shipment_returned', p_payload, 'ship_again');
  return 'attention';
end;
$$;
