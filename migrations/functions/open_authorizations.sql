-- The authorizations of an order that could be captured or voided: nothing was asked for yet, or it was
-- declined. Inlined into its callers.
create or replace function spindle.open_authorizations(p_tenant_id text, p_order_id uuid)
  returns table (attempt_id uuid, amount_minor bigint)
  language sql
  stable
as $$
  select a.attempt_id, a.amount_minor
    from spindle.payment_attempts a
   where a.tenant_id = p_tenant_id and a.order_id = p_order_id
     and a.kind = 'authorize' and a.status = 'succeeded'
     and not exists (
       select from spindle.payment_attempts d
        where d.tenant_id = a.tenant_id and d.order_id = a.order_id and d.of_attempt = a.attempt_id
          and d.kind in ('capture', 'void') and d.status <> 'declined');
$$;
