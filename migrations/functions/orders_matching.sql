-- The orders of a tenant, or of one of its customers, that a list wants; in no order.
--
-- Written in SQL so that it becomes part of the query that calls it: with known values, a
-- condition that is not asked for is gone, and the one that is asked for finds its index.
-- p_wanted may have "status", "payment_status", "is_paid", "from" and "to" (microseconds), "customer_id".
create or replace function spindle.orders_matching(
  p_tenant_id   text,
  p_customer_id uuid,    -- null: every customer's
  p_wanted      jsonb,
  p_words       tsquery  -- null: whatever is in them
)
  returns setof spindle.orders
  language sql
  stable
as $$
  select o.*
    from spindle.orders o
   where o.tenant_id = p_tenant_id
     and (p_customer_id is null or o.customer_id = p_customer_id)
     and (p_wanted->>'customer_id' is null or o.customer_id = (p_wanted->>'customer_id')::uuid)
     and (p_wanted->>'status' is null or o.status = p_wanted->>'status')
     and (p_wanted->>'payment_status' is null or o.payment_status = p_wanted->>'payment_status')
     and (p_wanted->>'is_paid' is null or o.payment_status = 'PAID')
     and (p_wanted->>'from' is null or o.placed_at >= spindle.instant_at((p_wanted->>'from')::bigint))
     and (p_wanted->>'to' is null or o.placed_at < spindle.instant_at((p_wanted->>'to')::bigint))
     and (p_words is null or o.search @@ p_words)
$$;
