-- Charges that the sandbox provider knows otherwise than the order does. One that it made and whose
-- answer has not been heard yet is not among them: the attempt is open, and is asked about.
create view spindle.broken_ledger as
select c.tenant_id, c.key, c.charge_id, c.status as provider_says, c.amount_minor as provider_has,
       a.order_id, a.status as attempt_says, a.amount_minor as attempt_has
  from spindle.sandbox_charges c
  left join spindle.payment_attempts a on a.tenant_id = c.tenant_id and a.attempt_id::text = c.key
 where a.order_id is null
    or (c.amount_minor, c.currency) <> (a.amount_minor, a.currency)
    or a.status = 'succeeded' and c.status <> 'succeeded'
    or a.status = 'declined' and c.status = 'succeeded' and not exists (
         select from spindle.attention n
          where n.tenant_id = a.tenant_id and n.order_id = a.order_id);

comment on view spindle.broken_ledger is
  'What was captured is what the provider has charged, where that is the sandbox.';
