-- A page of orders. Answers {"outcome": "listed", "orders": [{…}], "next": {"value", "id"} or
-- null, "total", "total_is_exact", "counts"}, see orders_page.
create or replace function spindle.orders_view(
  p_tenant_id   text,
  p_customer_id uuid,   -- null: an admin, who sees every order of the tenant
  p_wanted      jsonb,  -- see orders_matching; and "text", "sort", "rising", "after", "offset", "counts"
  p_limit       bigint
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_page jsonb := spindle.orders_page(p_tenant_id, p_customer_id, p_wanted, p_limit);
begin
  return jsonb_build_object(
    'outcome', 'listed',
    'orders',  coalesce((select jsonb_agg(spindle.order_json(p_tenant_id, id::uuid) order by position)
                           from jsonb_array_elements_text(v_page->'ids') with ordinality as page(id, position)), '[]'))
    || (v_page - 'ids');
end;
$$;

grant execute on function spindle.orders_view to spindle_component;
