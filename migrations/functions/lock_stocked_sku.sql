-- Locks a sku that is to have stock in a warehouse, in share mode (put_bundle waits), and says why
-- it cannot, or null when it can:
--   {"outcome": "unknown_sku"}, {"outcome": "unknown_warehouse"}
--   {"outcome": "is_bundle"}   its components have stock
create or replace function spindle.lock_stocked_sku(p_tenant_id text, p_sku text, p_warehouse text)
  returns jsonb
  language plpgsql
as $$
begin
  perform 1 from spindle.variants v where v.tenant_id = p_tenant_id and v.sku = p_sku for share;

  return case
    when not found then jsonb_build_object('outcome', 'unknown_sku')
    when not exists (select from spindle.warehouses w
                      where w.tenant_id = p_tenant_id and w.warehouse = p_warehouse)
      then jsonb_build_object('outcome', 'unknown_warehouse')
    when exists (select from spindle.bundle_components b
                  where b.tenant_id = p_tenant_id and b.bundle_sku = p_sku)
      then jsonb_build_object('outcome', 'is_bundle')
  end;
end;
$$;
