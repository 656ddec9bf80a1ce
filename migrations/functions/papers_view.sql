-- The papers of an order, in the order in which they were issued. Answers
-- {"outcome": "listed", "papers": [{"kind", "number", "issued_at", "currency", "total_minor", "tax_minor"}]}
-- or {"outcome": "not_found"}, also for somebody else's order.
create or replace function spindle.papers_view(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin
  p_cart_token  text,
  p_reference   text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order_id uuid := spindle.own_order(p_tenant_id, p_customer_id, p_cart_token, p_reference);
begin
  if v_order_id is null then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  return jsonb_build_object('outcome', 'listed', 'papers', (
    select coalesce(jsonb_agg(spindle.paper_json(p) order by p.issued_at, p.kind desc, p.number), '[]')
      from spindle.papers p
     where p.tenant_id = p_tenant_id and p.order_id = v_order_id));
end;
$$;

grant execute on function spindle.papers_view to spindle_component;
