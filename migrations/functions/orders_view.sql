-- Orders, newest first, from the one after p_after on.
--
-- Answers {"outcome": "listed", "orders": [{…}], "next": uuid or null}. A cursor
-- that names no order of this list answers {"outcome": "unknown_cursor"}.
create or replace function spindle.orders_view(
  p_tenant_id   text,
  p_customer_id uuid,  -- null: an admin, who sees every order of the tenant
  p_after       uuid,
  p_limit       bigint
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_after spindle.orders;
begin
  if p_after is not null then
    select o.* into v_after
      from spindle.orders o
     where o.tenant_id = p_tenant_id
       and o.order_id = p_after
       and (p_customer_id is null or o.customer_id = p_customer_id);

    if not found then
      return jsonb_build_object('outcome', 'unknown_cursor');
    end if;
  end if;

  return (
    with page as (
      select o.order_id, row_number() over (order by o.placed_at desc, o.order_id desc) as position
        from spindle.orders o
       where o.tenant_id = p_tenant_id
         and (p_customer_id is null or o.customer_id = p_customer_id)
         and (p_after is null or (o.placed_at, o.order_id) < (v_after.placed_at, v_after.order_id))
       order by o.placed_at desc, o.order_id desc
       limit p_limit + 1
    )
    select jsonb_build_object(
      'outcome', 'listed',
      'orders',  coalesce(
        (select jsonb_agg(spindle.order_json(p_tenant_id, order_id) order by position)
           from page where position <= p_limit), '[]'),
      'next',    (select order_id from page
                   where position = p_limit and exists (select from page where position > p_limit))));
end;
$$;

grant execute on function spindle.orders_view to spindle_component;
