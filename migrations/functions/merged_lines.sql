-- What each sku of a guest's cart gets in a customer's cart, and why not more: 'quantity_limit',
-- 'stock' or 'line_limit'; null when it gets what was wanted.
--
-- A sku that is in both carts wants the sum, what the guest had, or the larger, as the tenant
-- says. It gets no more than a line may hold and than could be had, but for want of stock
-- never less than the customer's cart held before: that was no promise, either. New lines come in
-- the order in which the guest put them in, until the cart is full.
create or replace function spindle.merged_lines(p_tenant_id text, p_cart_id uuid, p_guest_cart_id uuid)
  returns table (sku text, line_id uuid, added_at timestamptz, wanted bigint, got bigint, reason text)
  language plpgsql
  stable
as $$
begin
  return query
    with had as (
      select l.sku, min(l.line_id::text)::uuid as line_id, sum(l.quantity)::bigint as quantity
        from spindle.cart_lines l
       where l.tenant_id = p_tenant_id and l.cart_id = p_cart_id
       group by l.sku
    ), brought as (
      select l.sku, min(l.line_id::text)::uuid as line_id, sum(l.quantity)::bigint as quantity,
             min(l.added_at) as added_at
        from spindle.cart_lines l
       where l.tenant_id = p_tenant_id and l.cart_id = p_guest_cart_id
       group by l.sku
    ), wished as (
      select b.sku, h.line_id, b.added_at, t.line_limit, t.quantity_limit,
             coalesce(h.quantity, 0) as had,
             coalesce(s.available, 0) as available,
             case when h.sku is null or t.cart_merge = 'guest' then b.quantity
                  when t.cart_merge = 'sum' then h.quantity + b.quantity
                  else greatest(h.quantity, b.quantity)
             end as wanted
        from brought b
        join spindle.tenants t on t.tenant_id = p_tenant_id
        left join had h on h.sku = b.sku
        left join spindle.supply(
               p_tenant_id,
               (select jsonb_agg(jsonb_build_object(
                         'line_id', x.line_id, 'sku', x.sku, 'quantity', x.quantity))
                  from brought x),
               (select x.country from spindle.tenants x where x.tenant_id = p_tenant_id),
               (select x.region from spindle.tenants x where x.tenant_id = p_tenant_id)) s
          on s.line_id = b.line_id
    ), bounded as (
      select w.*, least(w.wanted, w.quantity_limit, greatest(w.available, w.had)) as possible
        from wished w
    ), placed as (
      select b.*,
             (select count(*) from had) + count(*) filter (where b.line_id is null and b.possible > 0)
               over (order by b.added_at, b.sku) as lines
        from bounded b
    )
    select p.sku, p.line_id, p.added_at, p.wanted,
           case when p.line_id is null and p.lines > p.line_limit then 0 else p.possible end,
           case when p.line_id is null and p.possible > 0 and p.lines > p.line_limit then 'line_limit'
                when p.possible = p.wanted then null
                when p.possible = p.quantity_limit then 'quantity_limit'
                else 'stock'
           end
      from placed p
     order by p.added_at, p.sku;
end;
$$;
