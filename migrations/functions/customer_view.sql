-- What prices depend on in a customer. A customer that nobody has said anything about has neither
-- level nor segments. Answers {"id", "vip_level" or null, "segments": […], "orders_placed"};
-- orders are counted up to 1,000.
create or replace function spindle.customer_view(p_tenant_id text, p_customer_id uuid)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return spindle.customer_json(p_tenant_id, p_customer_id);
end;
$$;

grant execute on function spindle.customer_view to spindle_component;
