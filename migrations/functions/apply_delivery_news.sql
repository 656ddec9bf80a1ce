-- A carrier told that goods arrived. Returns 'applied', 'kept' or 'attention'.
--
-- Which shipment it means: the one with its id or its tracking number; the only one of an order that is
-- shipped as a whole, whatever the carrier calls it; all of them when it names none. As long as
-- something is still to be shipped, what names no shipment of ours may mean the next one, and is kept.
create or replace function spindle.apply_delivery_news(
  p_tenant_id text,
  p_order_id  uuid,
  p_payload   jsonb,
  p_actor     text
)
  returns text
  language plpgsql
as $$
declare
  v_named    text := p_payload->>'shipment';
  v_status   text;
  v_shipment uuid;
  v_count    bigint;
  v_open     bigint;
begin
  select o.status into strict v_status
    from spindle.orders o
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  select count(*), count(*) filter (where s.delivered_at is null),
         (array_agg(s.shipment_id) filter (where v_named in (s.shipment_id::text, s.tracking_number)))[1]
    into v_count, v_open, v_shipment
    from spindle.shipments s
   where s.tenant_id = p_tenant_id and s.order_id = p_order_id;

  if spindle.is_over(v_status) then
    if v_count > 0 and v_open = 0 then
      return 'applied';
    end if;
    perform spindle.open_attention(p_tenant_id, p_order_id, 'delivery_contradicted', p_payload, 'look');
    return 'attention';
  end if;

  if v_shipment is null then
    if v_count = 0 or exists (
      select from spindle.order_lines l
       where l.tenant_id = p_tenant_id and l.order_id = p_order_id and l.shipped < l.quantity
    ) then
      return 'kept';
    end if;
    if v_named is not null and v_count > 1 then
      perform spindle.open_attention(p_tenant_id, p_order_id, 'delivery_unknown', p_payload, 'look');
      return 'attention';
    end if;
  end if;

  perform spindle.mark_delivered(
    p_tenant_id, p_order_id, v_shipment, (p_payload->>'delivered_at')::timestamptz, p_actor);
  return 'applied';
end;
$$;
