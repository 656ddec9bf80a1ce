-- The money of an order: sums, attempts and transactions, the oldest first; the latest 200 of each.
--
-- Answers {"outcome": "found", "payments": {…}} or {"outcome": "not_found"}, also for somebody else's order.
-- Never a token.
create or replace function spindle.payments_view(
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
  return coalesce(
    (select jsonb_build_object('outcome', 'found', 'payments', jsonb_build_object(
       'order_id',         o.order_id,
       'order_number',     o.order_number,
       'currency',         o.currency,
       'payment_method',   o.payment_method,
       'payment_status',   o.payment_status,
       'total_minor',      o.total_minor,
       'authorized_minor', m.authorized_minor,
       'paid_minor',       m.captured_minor,
       'refunded_minor',   m.refunded_minor,
       'refunding_minor',  m.refunding_minor,
       'due_minor',        m.due_minor,
       'attempts', coalesce((
         select jsonb_agg(jsonb_build_object(
                  'id',                 a.attempt_id,
                  'kind',               a.kind,
                  'of_attempt',         a.of_attempt,
                  'status',             a.status,
                  'reason',             a.reason,
                  'amount_minor',       a.amount_minor,
                  'provider_reference', a.provider_reference,
                  'detail',             a.detail,
                  'response',           a.response,
                  'asked',              a.asked,
                  'ask_after',          spindle.iso_time(a.ask_after),
                  'started_at',         spindle.iso_time(a.started_at),
                  'updated_at',         spindle.iso_time(a.updated_at)) order by a.started_at, a.attempt_id)
           from (select p.*
                   from spindle.payment_attempts p
                  where p.tenant_id = o.tenant_id and p.order_id = o.order_id
                  order by p.started_at desc
                  limit 200) a), '[]'),
       'transactions', coalesce((
         select jsonb_agg(jsonb_build_object(
                  'id',                 t.transaction_id,
                  'attempt_id',         t.attempt_id,
                  'kind',               t.kind,
                  'amount_minor',       t.amount_minor,
                  'provider_reference', t.provider_reference,
                  'occurred_at',        spindle.iso_time(t.occurred_at)) order by t.transaction_id)
           from (select p.*
                   from spindle.payment_transactions p
                  where p.tenant_id = o.tenant_id and p.order_id = o.order_id
                  order by p.transaction_id desc
                  limit 200) t), '[]')))
       from spindle.orders o, spindle.order_money(o.tenant_id, o.order_id) m
      where o.tenant_id = p_tenant_id and o.order_id = v_order_id),
    jsonb_build_object('outcome', 'not_found'));
end;
$$;

grant execute on function spindle.payments_view to spindle_component;
