-- The tenant's active products, in order of their ids, from after p_after on.
--
-- Answers {"outcome": "listed", "products": […], "next": uuid or null}; an unknown
-- tenant has no products.
create or replace function spindle.products_view(p_tenant_id text, p_after uuid, p_limit bigint)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with page as (
      select p.product_id, row_number() over (order by p.product_id) as position
        from spindle.products p
       where p.tenant_id = p_tenant_id
         and p.status = 'active'
         and (p_after is null or p.product_id > p_after)
       order by p.product_id
       limit p_limit + 1
    )
    select jsonb_build_object(
      'outcome',  'listed',
      'products', coalesce(
        (select jsonb_agg(spindle.product_json(p_tenant_id, product_id) order by position)
           from page where position <= p_limit), '[]'),
      'next',     (select product_id from page
                    where position = p_limit and exists (select from page where position > p_limit))));
end;
$$;

grant execute on function spindle.products_view to spindle_component;
