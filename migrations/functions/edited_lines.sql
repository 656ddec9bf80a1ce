-- The lines of an order as an edit wants them, or why it cannot have them.
--
-- p_edit is {"action": "add", "item": {"sku"}, "quantity": 2}, with "product_id" and "variant_id" in place
-- of the sku if need be, {"action": "change", "line_id", "quantity"} or {"action": "remove", "line_id"}.
-- What is added has a line of its own, also where there is one with its sku: that one keeps its price.
-- Returns one of
--   {"lines": [{"line_id", "sku", "quantity"}, …]}
--   {"outcome": "unknown_line"}, {"outcome": "line_shipped"}, {"outcome": "last_line"}
--   {"outcome": "unknown_item"}, {"outcome": "variant_required"}
--   {"outcome": "too_many_lines", "limit": 200}, {"outcome": "quantity_too_large", "limit": 9999}
create or replace function spindle.edited_lines(p_order spindle.orders, p_edit jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_tenant   spindle.tenants;
  v_line     spindle.order_lines;
  v_count    bigint;
  v_sku      text;
  v_variant  jsonb;
  v_quantity bigint := (p_edit->>'quantity')::bigint;
begin
  select t.* into strict v_tenant from spindle.tenants t where t.tenant_id = p_order.tenant_id;
  select count(*) into v_count
    from spindle.order_lines l
   where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id;

  if p_edit->>'action' = 'add' then
    v_variant := spindle.sellable_variant(p_order.tenant_id, p_order.currency, p_edit->'item');
    v_sku := v_variant->>'sku';
    if v_variant->>'outcome' <> 'sellable' then
      return v_variant;
    elsif v_count >= v_tenant.line_limit then
      return jsonb_build_object('outcome', 'too_many_lines', 'limit', v_tenant.line_limit);
    end if;
  else
    select l.* into v_line
      from spindle.order_lines l
     where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id
       and l.line_id = (p_edit->>'line_id')::uuid;
    v_sku := v_line.sku;

    if not found then
      return jsonb_build_object('outcome', 'unknown_line');
    elsif v_line.shipped > 0 then
      return jsonb_build_object('outcome', 'line_shipped');
    elsif p_edit->>'action' = 'remove' and v_count = 1 then
      return jsonb_build_object('outcome', 'last_line');
    end if;
  end if;

  -- The limit is for all lines of a sku together, as in a cart.
  if v_quantity > v_tenant.quantity_limit - (
    select coalesce(sum(l.quantity), 0)
      from spindle.order_lines l
     where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id
       and l.sku = v_sku and l.line_id is distinct from v_line.line_id
  ) then
    return jsonb_build_object('outcome', 'quantity_too_large', 'limit', v_tenant.quantity_limit);
  end if;

  return jsonb_build_object('lines', (
    select jsonb_agg(jsonb_build_object('line_id', x.line_id, 'sku', x.sku, 'quantity', x.quantity) order by x.place)
      from (select l.line_id, l.sku, l.line_number as place,
                   case when l.line_id = v_line.line_id then v_quantity else l.quantity end as quantity
              from spindle.order_lines l
             where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id
               and (l.line_id is distinct from v_line.line_id or p_edit->>'action' = 'change')
             union all
            select gen_random_uuid(), v_sku, 1000000, v_quantity
             where p_edit->>'action' = 'add') x));
end;
$$;
