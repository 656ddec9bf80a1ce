-- Whether money of an order came, or may be on its way: an attempt is under way, and what became of it
-- nobody knows until settle_payment is told.
create or replace function spindle.has_money(p_tenant_id text, p_order_id uuid)
  returns boolean
  language plpgsql
  stable
as $$
begin
  return exists (
           select from spindle.payment_transactions t
            where t.tenant_id = p_tenant_id and t.order_id = p_order_id)
      or exists (
           select from spindle.payment_attempts a
            where a.tenant_id = p_tenant_id and a.order_id = p_order_id
              and a.status in ('started', 'pending', 'unknown'));
end;
$$;
