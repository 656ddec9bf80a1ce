-- A paper of an order with everything that is printed. Answers one of
--   {"outcome": "found", "paper": {…}}
--   {"outcome": "not_found"}      no such order, or somebody else's; no such paper of it
--   {"outcome": "not_invoiced"}   no number was named, and the order has no invoice yet
create or replace function spindle.paper_view(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin
  p_cart_token  text,
  p_reference   text,
  p_number      text   -- "CN-000007"; null: the order's (first) invoice
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
  return (
    select coalesce(
      (select jsonb_build_object('outcome', 'found', 'paper', p.document)
         from spindle.papers p
        where p.tenant_id = p_tenant_id and p.order_id = v_order_id
          and case when p_number is null then p.kind = 'invoice' and p.part = 1 else p.label = p_number end),
      jsonb_build_object('outcome', case
        when v_order_id is not null and p_number is null then 'not_invoiced'
        else 'not_found'
      end)));
end;
$$;

grant execute on function spindle.paper_view to spindle_component;
