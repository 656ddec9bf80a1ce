-- Locks the stock of p_lines in sku order, so that two orders for the same goods
-- wait for each other instead of deadlocking, and returns what there is too little
-- of: [{"product_id", "sku", "requested", "available"}, …]. Demand is summed per
-- sku: two lines for one sku share its stock.
create or replace function spindle.lock_stock(p_tenant_id text, p_lines jsonb)
  returns jsonb
  language plpgsql
as $$
begin
  perform 1
     from spindle.stock s
    where s.tenant_id = p_tenant_id
      and s.sku in (select line->>'sku' from jsonb_array_elements(p_lines) line)
    order by s.sku
      for update;

  return coalesce((
    select jsonb_agg(jsonb_build_object(
             'product_id', demand.product_id,
             'sku',        demand.sku,
             'requested',  demand.quantity,
             'available',  coalesce(s.on_hand - s.reserved, 0)) order by demand.sku)
      from (select line.sku, min(line.product_id::text) as product_id, sum(line.quantity) as quantity
              from jsonb_to_recordset(p_lines) as line(sku text, product_id uuid, quantity bigint)
             group by line.sku) demand
      left join spindle.stock s on s.tenant_id = p_tenant_id and s.sku = demand.sku
     where coalesce(s.on_hand - s.reserved, 0) < demand.quantity), '[]');
end;
$$;
