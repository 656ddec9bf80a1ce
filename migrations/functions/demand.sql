-- What lines take from stock: [{"sku", "quantity", "warehouse"?}, …] summed per sku, bundles
-- as their components. `warehouse` is the one that was quoted for it, null when none was.
create or replace function spindle.demand(p_tenant_id text, p_lines jsonb)
  returns table (sku text, quantity bigint, warehouse text)
  language plpgsql
  stable
  rows 10
as $$
begin
  -- `offset 0` keeps the look-up per line: joined, all bundles of a tenant could be read.
  return query
    select coalesce(b.component_sku, l.sku),
           sum(l.quantity * coalesce(b.quantity, 1))::bigint,
           min(l.warehouse)
      from jsonb_to_recordset(p_lines) as l(sku text, quantity bigint, warehouse text)
      left join lateral (
        select c.component_sku, c.quantity
          from spindle.bundle_components c
         where c.tenant_id = p_tenant_id and c.bundle_sku = l.sku
        offset 0) b on true
     group by 1;
end;
$$;
