-- Brings the lines of a guest's cart into a customer's; part of merge_carts, which holds both.
-- Returns {"lines": [{"sku", "quantity"}], "reduced": [{"sku", "wanted", "got", "reason"}]}.
create or replace function spindle.take_over_lines(p_tenant_id text, p_cart_id uuid, p_guest_cart_id uuid)
  returns jsonb
  language plpgsql
as $$
declare
  v_lines jsonb;
begin
  select coalesce(jsonb_agg(to_jsonb(m) order by m.added_at, m.sku), '[]')
    into v_lines
    from spindle.merged_lines(p_tenant_id, p_cart_id, p_guest_cart_id) m;

  -- One line per sku, at what it gets now.
  delete from spindle.cart_lines l
   using jsonb_to_recordset(v_lines) as m(sku text, line_id uuid)
   where l.tenant_id = p_tenant_id
     and l.cart_id = p_cart_id
     and l.sku = m.sku
     and l.line_id <> m.line_id;

  insert into spindle.cart_lines as l (tenant_id, cart_id, line_id, sku, quantity, added_at)
  select p_tenant_id, p_cart_id, coalesce(m.line_id, gen_random_uuid()), m.sku, m.got, m.added_at
    from jsonb_to_recordset(v_lines) as m(sku text, line_id uuid, added_at timestamptz, got bigint)
   where m.got > 0
  on conflict (tenant_id, cart_id, line_id) do update
     set quantity = excluded.quantity;

  return (
    select jsonb_build_object(
      'lines', coalesce(jsonb_agg(jsonb_build_object('sku', m.sku, 'quantity', m.got) order by m.position)
                          filter (where m.got > 0), '[]'),
      'reduced', coalesce(jsonb_agg(jsonb_build_object(
                            'sku', m.sku, 'wanted', m.wanted, 'got', m.got, 'reason', m.reason)
                          order by m.position) filter (where m.got < m.wanted), '[]'))
      from rows from (jsonb_to_recordset(v_lines) as (sku text, wanted bigint, got bigint, reason text))
           with ordinality as m(sku, wanted, got, reason, position));
end;
$$;
