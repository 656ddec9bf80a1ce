-- Money came without a provider being asked: cash on delivery, a bank transfer. All that is due, unless
-- p_amount_minor says how much. A bank transfer that covers the order confirms it.
--
-- Nothing is due, or a collection with the same reference is there already: nothing happens.
-- Locks: what payment_arrived takes, then the paper counter; the caller holds the order's lock.
create or replace function spindle.collect_payment(
  p_tenant_id    text,
  p_order_id     uuid,
  p_reference    text,  -- of the transfer or the courier; null when there is none
  p_actor        text,
  p_amount_minor bigint default null
)
  returns void
  language plpgsql
as $$
declare
  v_amount   bigint := p_amount_minor;
  v_currency text;
begin
  select coalesce(v_amount, m.due_minor), o.currency
    into strict v_amount, v_currency
    from spindle.orders o, spindle.order_money(o.tenant_id, o.order_id) m
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  if v_amount = 0 or exists (
    select from spindle.payment_transactions t
     where t.tenant_id = p_tenant_id and t.order_id = p_order_id
       and t.kind = 'collection' and t.provider_reference = p_reference
  ) then
    return;
  end if;

  insert into spindle.payment_transactions
         (tenant_id, order_id, kind, amount_minor, currency, provider_reference, occurred_at)
  values (p_tenant_id, p_order_id, 'collection', v_amount, v_currency, coalesce(p_reference, 'by hand'), spindle.clock());

  perform spindle.payment_arrived(
    p_tenant_id, p_order_id, jsonb_build_object(
      'kind', 'collection', 'amount_minor', v_amount, 'currency', v_currency, 'provider_reference', p_reference),
    p_actor);
  perform spindle.issue_papers(p_tenant_id, p_order_id);
end;
$$;
