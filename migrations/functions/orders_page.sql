-- One page of the orders that a list wants, without their contents, and how many there are.
--
-- Returns {"ids": ["…"], "next": {"value", "id"} or null, "total": 12, "total_is_exact": true,
-- "counts": {"PENDING": 3, …} or null}. Totals stop at 10,000: counting more would read more.
-- `value` is what the page is sorted by: microseconds, or the smallest unit of the currency.
--
-- Planned anew each time: only with the values known does a sort or a condition become an index
-- scan of just the wanted rows; a plan for all cases would sort all orders of the tenant.
create or replace function spindle.orders_page(
  p_tenant_id   text,
  p_customer_id uuid,
  p_wanted      jsonb,
  p_limit       bigint
)
  returns jsonb
  language plpgsql
  stable
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_words  tsquery := spindle.search_query(p_tenant_id, p_wanted->>'text');
  v_sort   text    := p_wanted->>'sort';
  v_rising boolean := coalesce((p_wanted->>'rising')::boolean, false);
  v_value  bigint  := (p_wanted->'after'->>'value')::bigint;
  v_id     uuid    := (p_wanted->'after'->>'id')::uuid;
begin
  return (
    with page as (
      select found.*, row_number() over () as position
        from (select o.order_id, case v_sort when 'total_amount' then o.total_minor
                                             when 'updated_at' then spindle.microseconds_of(o.updated_at)
                                             else spindle.microseconds_of(o.placed_at) end as value
                from spindle.orders_matching(p_tenant_id, p_customer_id, p_wanted, v_words) o
               where v_id is null
                  or case v_sort || case when v_rising then ' up' else ' down' end
                       when 'created_at up'     then (o.placed_at, o.order_id) > (spindle.instant_at(v_value), v_id)
                       when 'created_at down'   then (o.placed_at, o.order_id) < (spindle.instant_at(v_value), v_id)
                       when 'updated_at up'     then (o.updated_at, o.order_id) > (spindle.instant_at(v_value), v_id)
                       when 'updated_at down'   then (o.updated_at, o.order_id) < (spindle.instant_at(v_value), v_id)
                       when 'total_amount up'   then (o.total_minor, o.order_id) > (v_value, v_id)
                       when 'total_amount down' then (o.total_minor, o.order_id) < (v_value, v_id)
                     end
               order by case when v_sort = 'created_at'   and not v_rising then o.placed_at end desc,
                        case when v_sort = 'created_at'   and v_rising     then o.placed_at end,
                        case when v_sort = 'updated_at'   and not v_rising then o.updated_at end desc,
                        case when v_sort = 'updated_at'   and v_rising     then o.updated_at end,
                        case when v_sort = 'total_amount' and not v_rising then o.total_minor end desc,
                        case when v_sort = 'total_amount' and v_rising     then o.total_minor end,
                        case when not v_rising then o.order_id end desc,
                        case when v_rising then o.order_id end
               limit p_limit + 1
              offset coalesce((p_wanted->>'offset')::bigint, 0)) found
    ), counted as (
      select count(*) as total
        from (select from spindle.orders_matching(p_tenant_id, p_customer_id, p_wanted, v_words)
               limit 10001) bounded
    )
    select jsonb_build_object(
      'ids',            coalesce((select jsonb_agg(order_id order by position) from page
                                   where position <= p_limit), '[]'),
      'next',           (select jsonb_build_object('value', value, 'id', order_id) from page
                          where position = p_limit and exists (select from page where position > p_limit)),
      'total',          least(total, 10000),
      'total_is_exact', total <= 10000,
      'counts',         case when (p_wanted->>'counts')::boolean then (
        select jsonb_object_agg(status, bounded.orders)
          from unnest(array['PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'COMPLETED',
                            'CANCELLED', 'RETURNED', 'PAYMENT_FAILED']) as each(status),
               lateral (select count(*) as orders
                          from (select from spindle.orders_matching(
                                         p_tenant_id, p_customer_id, p_wanted - 'status' - 'is_paid', v_words) o
                                 where o.status = each.status
                                 limit 10000) those) bounded) end)
      from counted);
end;
$$;
