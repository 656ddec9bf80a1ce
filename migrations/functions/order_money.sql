-- The money of an order, summed up from what providers and people confirmed and what is under way.
-- One row, or none when there is no such order. Inlined into the statements that call it; hence SQL.
--
-- due_minor is what is still to be paid: a refund makes an order owe again only when it was for an
-- edit that made the order smaller (detail: {"cause": "edit"}). What ended without goods owes nothing.
create or replace function spindle.order_money(p_tenant_id text, p_order_id uuid)
  returns table (
    captured_minor   bigint,  -- came in: captures and collections
    refunded_minor   bigint,  -- went back
    refunding_minor  bigint,  -- refunds that are under way
    authorized_minor bigint,  -- authorized, neither captured nor voided
    due_minor        bigint
  )
  language sql
  stable
as $$
  select t.captured, t.refunded, a.refunding, a.authorized,
         case when spindle.is_over(o.status) then 0
              else greatest(0, o.total_minor - t.captured + a.given_back) end
    from spindle.orders o,
         lateral (
           select coalesce(sum(p.amount_minor) filter (where p.kind in ('capture', 'collection')), 0)::bigint as captured,
                  coalesce(sum(p.amount_minor) filter (where p.kind = 'refund'), 0)::bigint as refunded
             from spindle.payment_transactions p
            where p.tenant_id = o.tenant_id and p.order_id = o.order_id) t,
         lateral (
           select coalesce(sum(p.amount_minor) filter (
                    where p.kind = 'refund' and p.status in ('started', 'pending', 'unknown')), 0)::bigint as refunding,
                  coalesce(sum(p.amount_minor) filter (
                    where p.kind = 'refund' and p.status <> 'declined' and p.detail->>'cause' = 'edit'), 0)::bigint as given_back,
                  coalesce(sum(p.amount_minor) filter (
                    where p.kind = 'authorize' and p.status = 'succeeded' and not exists (
                      select from spindle.payment_attempts d
                       where d.tenant_id = p.tenant_id and d.order_id = p.order_id
                         and d.of_attempt = p.attempt_id and d.kind in ('capture', 'void')
                         and d.status = 'succeeded')), 0)::bigint as authorized
             from spindle.payment_attempts p
            where p.tenant_id = o.tenant_id and p.order_id = o.order_id) a
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;
$$;
