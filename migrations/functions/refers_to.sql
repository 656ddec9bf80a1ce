-- The invoice that a further paper of an order refers to, its first: {"number", "issued_on"}; null
-- when there is none.
create or replace function spindle.refers_to(p_tenant_id text, p_order_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select jsonb_build_object('number', p.label, 'issued_on', p.document->>'issued_on')
      from spindle.papers p
     where p.tenant_id = p_tenant_id and p.order_id = p_order_id and p.kind = 'invoice' and p.part = 1);
end;
$$;
