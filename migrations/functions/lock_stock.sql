-- Locks the stock of lines in order of sku and warehouse, so that two orders for the same
-- goods wait for each other instead of deadlocking, and returns what there is too little
-- of: [{"product_id", "sku", "requested", "available"}, …]. Demand is summed per sku: two
-- lines for one sku, and a bundle that contains it, share its stock.
create or replace function spindle.lock_stock(
  p_tenant_id text,
  p_lines     jsonb  -- [{"sku", "quantity"}, …]
)
  returns jsonb
  language plpgsql
as $$
begin
  perform 1
     from spindle.stock s
    where s.tenant_id = p_tenant_id
      and s.sku in (select d.sku from spindle.demand(p_tenant_id, p_lines) d)
    order by s.sku, s.warehouse
      for update;

  return coalesce((
    select jsonb_agg(jsonb_build_object(
             'product_id', v.product_id,
             'sku',        d.sku,
             'requested',  d.quantity,
             'available',  supply.quantity) order by d.sku)
      from spindle.demand(p_tenant_id, p_lines) d
      join spindle.variants v on v.tenant_id = p_tenant_id and v.sku = d.sku,
      lateral (select coalesce(sum(s.on_hand - s.reserved), 0) as quantity
                 from spindle.stock s
                 join spindle.warehouses w using (tenant_id, warehouse)
                where s.tenant_id = p_tenant_id and s.sku = d.sku and w.status = 'active') supply
     where supply.quantity < d.quantity), '[]');
end;
$$;
