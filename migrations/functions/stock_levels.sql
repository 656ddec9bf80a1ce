-- What can be had of skus right now, and whether that is little: at or below what the
-- thresholds of the active warehouses add up to. A bundle is as available as its scarcest
-- component, and low when one of them is.
create or replace function spindle.stock_levels(p_tenant_id text, p_skus text[])
  returns table (sku text, available bigint, is_low boolean)
  language plpgsql
  stable
  rows 10
as $$
begin
  -- `offset 0` keeps the look-ups per sku: joined, all stock of a tenant could be read.
  return query
    with pieces as (
      select wanted.sku as wanted, coalesce(b.component_sku, wanted.sku) as sku,
             coalesce(b.quantity, 1) as each
        from unnest(p_skus) as wanted(sku)
        left join lateral (
          select c.component_sku, c.quantity
            from spindle.bundle_components c
           where c.tenant_id = p_tenant_id and c.bundle_sku = wanted.sku
          offset 0) b on true
    )
    select p.wanted, min(div(level.free, p.each))::bigint, bool_or(level.free <= level.threshold)
      from pieces p,
           lateral (
             select coalesce(sum(s.on_hand - s.reserved), 0) as free,
                    coalesce(sum(s.threshold), 0) as threshold
               from spindle.stock s
               join spindle.warehouses w
                 on w.tenant_id = s.tenant_id and w.warehouse = s.warehouse and w.status = 'active'
              where s.tenant_id = p_tenant_id and s.sku = p.sku
             offset 0) level
     group by p.wanted;
end;
$$;
