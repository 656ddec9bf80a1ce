-- What of an order can still be given back, by where it came from: the charge or authorization, or null
-- for what came by hand. Refunds that are under way count as given back. Inlined into its callers.
create or replace function spindle.refundable(p_tenant_id text, p_order_id uuid)
  returns table (of_attempt uuid, left_minor bigint)
  language sql
  stable
as $$
  select m.root, sum(m.amount_minor)::bigint
    from (
      select coalesce(a.of_attempt, a.attempt_id) as root, t.amount_minor
        from spindle.payment_transactions t
        left join spindle.payment_attempts a on a.tenant_id = t.tenant_id and a.attempt_id = t.attempt_id
       where t.tenant_id = p_tenant_id and t.order_id = p_order_id and t.kind in ('capture', 'collection')
      union all
      select a.of_attempt, -a.amount_minor
        from spindle.payment_attempts a
       where a.tenant_id = p_tenant_id and a.order_id = p_order_id
         and a.kind = 'refund' and a.status <> 'declined') m
   group by m.root
  having sum(m.amount_minor) > 0;
$$;
