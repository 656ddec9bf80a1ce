-- What the sandbox provider did otherwise than the order's attempt says. What it did and nobody has
-- heard of yet is not among them: the attempt is open, and is asked about. Nor is what a callback told
-- before the sandbox says so itself.
create view spindle.broken_ledger as
select p.tenant_id, p.key, p.kind as provider_did, p.status as provider_says, p.amount_minor as provider_has,
       a.order_id, a.kind as attempt, a.status as attempt_says, a.amount_minor as attempt_has
  from (
    select tenant_id, key, case when capture then 'charge' else 'authorize' end as kind, status, amount_minor, currency
      from spindle.sandbox_charges
    union all
    select o.tenant_id, o.key, o.kind, o.status, o.amount_minor, c.currency
      from spindle.sandbox_operations o
      join spindle.sandbox_charges c on c.tenant_id = o.tenant_id and c.key = o.charge_key) p
  left join spindle.payment_attempts a on a.tenant_id = p.tenant_id and a.attempt_id::text = p.key
 where a.order_id is null
    or (p.kind, p.amount_minor, p.currency) <> (a.kind, a.amount_minor, a.currency)
    or a.status = 'succeeded' and p.status = 'declined'
    or a.status = 'succeeded' and p.status = 'pending' and not exists (
         select from spindle.callback_inbox i
           join spindle.orders o on o.tenant_id = i.tenant_id and i.order_reference in (o.order_number, o.order_id::text)
          where o.tenant_id = a.tenant_id and o.order_id = a.order_id and i.status = 'applied')
    or a.status = 'declined' and p.status = 'succeeded' and not exists (
         select from spindle.attention n
          where n.tenant_id = a.tenant_id and n.order_id = a.order_id);

comment on view spindle.broken_ledger is
  'What was charged, captured, voided and refunded is what the provider did, where that is the sandbox.';
