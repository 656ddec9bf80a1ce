-- What lines take from stock: [{"sku", "quantity", "warehouse"?}, …] summed per sku, bundles
-- as their components. `warehouse` is the one that was quoted for it, null when none was.
create or replace function spindle.demand(p_tenant_id text, p_lines jsonb)
  returns table (sku text, quantity bigint, warehouse text)
  language plpgsql
  stable
as $$
begin
  return query
    select coalesce(b.component_sku, l.sku),
           sum(l.quantity * coalesce(b.quantity, 1))::bigint,
           min(l.warehouse)
      from jsonb_to_recordset(p_lines) as l(sku text, quantity bigint, warehouse text)
      left join spindle.bundle_components b on b.tenant_id = p_tenant_id and b.bundle_sku = l.sku
     group by 1;
end;
$$;
