-- Checkouts that are completed without an order, or have one and are not.
create view spindle.broken_checkouts as
select k.tenant_id, k.checkout_id, k.status, o.order_number
  from spindle.checkouts k
  left join spindle.orders o on o.tenant_id = k.tenant_id and o.checkout_id = k.checkout_id
 where (k.status = 'completed') <> (o.order_id is not null);

comment on view spindle.broken_checkouts is
  'A completed checkout has its order, and every order its completed checkout.';
