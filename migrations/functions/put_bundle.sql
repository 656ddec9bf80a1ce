-- Says what a bundle consists of. From then on it has no stock of its own.
--
-- Answers one of
--   {"outcome": "saved"}
--   {"outcome": "not_found"}                                  no such sku to be the bundle
--   {"outcome": "unknown_components", "skus": ["NONE"]}
--   {"outcome": "nested", "skus": ["SET"]}                    a component is a bundle, or the bundle is a component
--   {"outcome": "has_stock", "on_hand": 5, "reserved": 1}     its own stock has to be cleared first
--
-- Locks: all bundles of the tenant (an advisory lock: two writers could nest each other), the
-- variants by sku, stock by warehouse. An order that takes a bundle holds its variant in share
-- mode (lock_stock), so a recipe never changes under it.
create or replace function spindle.put_bundle(
  p_tenant_id  text,
  p_sku        text,
  p_components jsonb  -- [{"sku", "quantity"}, …]
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_skus  text[];
  v_stock record;
begin
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), p_tenant_id, 'bundles'), 0));
  perform 1
     from spindle.variants v
    where v.tenant_id = p_tenant_id and v.sku = p_sku
      for no key update;
  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;

  select array_agg(w.sku order by w.sku) into v_skus
    from jsonb_to_recordset(p_components) as w(sku text)
   where not exists (select from spindle.variants v where v.tenant_id = p_tenant_id and v.sku = w.sku);
  if v_skus is not null then
    return jsonb_build_object('outcome', 'unknown_components', 'skus', to_jsonb(v_skus));
  end if;

  select array_agg(nested.sku order by nested.sku) into v_skus
    from (select distinct b.bundle_sku as sku
            from spindle.bundle_components b
           where b.tenant_id = p_tenant_id
             and (b.bundle_sku in (select w.sku from jsonb_to_recordset(p_components) as w(sku text))
                  or b.component_sku = p_sku)) nested;
  if v_skus is not null then
    return jsonb_build_object('outcome', 'nested', 'skus', to_jsonb(v_skus));
  end if;

  perform 1 from spindle.stock s
    where s.tenant_id = p_tenant_id and s.sku = p_sku order by s.warehouse for update;
  select sum(s.on_hand) as on_hand, sum(s.reserved) as reserved into v_stock
    from spindle.stock s
   where s.tenant_id = p_tenant_id and s.sku = p_sku;
  if v_stock.on_hand > 0 then
    return jsonb_build_object(
      'outcome', 'has_stock', 'on_hand', v_stock.on_hand, 'reserved', v_stock.reserved);
  end if;

  delete from spindle.bundle_components b where b.tenant_id = p_tenant_id and b.bundle_sku = p_sku;
  insert into spindle.bundle_components (tenant_id, bundle_sku, component_sku, quantity)
  select p_tenant_id, p_sku, w.sku, w.quantity
    from jsonb_to_recordset(p_components) as w(sku text, quantity bigint);
  return jsonb_build_object('outcome', 'saved');
end;
$$;

grant execute on function spindle.put_bundle to spindle_component;
