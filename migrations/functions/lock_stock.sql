-- Locks the stock of lines in order of sku and warehouse, so that two orders for the same
-- goods wait for each other instead of deadlocking, and returns what there is too little
-- of: [{"product_id", "sku", "requested", "available"}, …]. Demand is summed per sku: two
-- lines for one sku, and a bundle that contains it, share its stock.
--
-- Locks bundles, in share mode, by sku: what they consist of stays until the end of the
-- transaction (put_bundle waits). Then stock. Only rows that are locked here count, and what
-- they hold is read after the wait.
create or replace function spindle.lock_stock(
  p_tenant_id text,
  p_lines     jsonb  -- [{"sku", "quantity"}, …]
)
  returns jsonb
  language plpgsql
as $$
declare
  v_skus text[];
begin
  select array_agg(l.sku) into v_skus from jsonb_to_recordset(p_lines) as l(sku text);

  perform 1
     from spindle.variants v
    where v.tenant_id = p_tenant_id
      and v.sku = any(v_skus)
      and exists (select from spindle.bundle_components b
                   where b.tenant_id = v.tenant_id and b.bundle_sku = v.sku)
    order by v.sku
      for share;

  select array_agg(d.sku) into v_skus from spindle.demand(p_tenant_id, p_lines) d;

  return (
    with locked as (
      select s.sku, s.warehouse, s.on_hand - s.reserved as available
        from spindle.stock s
       where s.tenant_id = p_tenant_id
         and s.sku = any(v_skus)
       order by s.sku, s.warehouse
         for update
    ), supply as (
      select locked.sku, sum(locked.available)::bigint as available
        from locked
        join spindle.warehouses w on w.tenant_id = p_tenant_id and w.warehouse = locked.warehouse
       where w.status = 'active'
       group by locked.sku
    )
    select coalesce(jsonb_agg(jsonb_build_object(
             'product_id', (select v.product_id from spindle.variants v
                             where v.tenant_id = p_tenant_id and v.sku = d.sku),
             'sku',        d.sku,
             'requested',  d.quantity,
             'available',  coalesce(supply.available, 0)) order by d.sku), '[]')
      from spindle.demand(p_tenant_id, p_lines) d
      left join supply on supply.sku = d.sku
     where coalesce(supply.available, 0) < d.quantity);
end;
$$;
