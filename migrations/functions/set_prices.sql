-- Replaces all price rows of a sku. p_prices is [{"list"?, "currency", "min_quantity"?, "segment"?,
-- "vip_level"?, "warehouse"?, "amount_minor", "valid_from"?, "valid_until"?}, …]; the caller has
-- checked each field's form.
--
-- Answers one of
--   {"outcome": "set", "prices": […]}
--   {"outcome": "not_found"}                              no such sku
--   {"outcome": "unknown_warehouse", "positions": [0]}    of the rows that name it
--   {"outcome": "same_price_twice", "positions": [1, 3]}  of rows for a case that an earlier one
--                                                         has: same list, currency, quantity,
--                                                         audience, warehouse and beginning
-- Lock order: the variant, so that one replaces what the other has written.
create or replace function spindle.set_prices(p_tenant_id text, p_sku text, p_prices jsonb)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_unknown jsonb;
  v_twice   jsonb;
begin
  perform from spindle.variants v
    where v.tenant_id = p_tenant_id and v.sku = p_sku
      for no key update;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;

  with wanted as (
    select p.position - 1 as position, p.price,
           row_number() over (
             partition by coalesce(p.price->>'list', 'standard'), p.price->>'currency',
                          coalesce(p.price->>'min_quantity', '1'), p.price->>'segment',
                          p.price->>'vip_level', p.price->>'warehouse',
                          (p.price->>'valid_from')::timestamptz
             order by p.position) as occurrence
      from jsonb_array_elements(p_prices) with ordinality as p(price, position)
  )
  select jsonb_agg(w.position order by w.position) filter (
           where w.price->>'warehouse' is not null and not exists (
             select from spindle.warehouses h
              where h.tenant_id = p_tenant_id and h.warehouse = w.price->>'warehouse')),
         jsonb_agg(w.position order by w.position) filter (where w.occurrence > 1)
    into v_unknown, v_twice
    from wanted w;

  if v_unknown is not null then
    return jsonb_build_object('outcome', 'unknown_warehouse', 'positions', v_unknown);
  elsif v_twice is not null then
    return jsonb_build_object('outcome', 'same_price_twice', 'positions', v_twice);
  end if;

  delete from spindle.prices r where r.tenant_id = p_tenant_id and r.sku = p_sku;
  insert into spindle.prices
         (tenant_id, sku, price_id, list, currency, min_quantity, segment, vip_level, warehouse,
          amount_minor, valid_from, valid_until)
  select p_tenant_id, p_sku, gen_random_uuid(), coalesce(p.list, 'standard'), p.currency,
         coalesce(p.min_quantity, 1), p.segment, p.vip_level, p.warehouse, p.amount_minor,
         p.valid_from, p.valid_until
    from jsonb_to_recordset(p_prices) as p(
           list text, currency text, min_quantity bigint, segment text, vip_level text,
           warehouse text, amount_minor bigint, valid_from timestamptz, valid_until timestamptz);

  return jsonb_build_object('outcome', 'set', 'prices', spindle.prices_json(p_tenant_id, p_sku));
end;
$$;

grant execute on function spindle.set_prices to spindle_component;
