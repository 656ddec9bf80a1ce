-- The fields a checkout still needs before it can be confirmed: ["payment_method"]. A guest is
-- written to by e-mail; that of the shipping address will do.
create or replace function spindle.missing_from_checkout(k spindle.checkouts)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select coalesce(jsonb_agg(field order by position), '[]')
      from (values (1, 'email',            k.customer_id is null and k.email is null
                                           and k.shipping_address->>'email' is null),
                   (2, 'shipping_address', k.shipping_address is null),
                   (3, 'billing_address',  k.billing_address is null and not k.billing_same),
                   (4, 'shipping_method',  k.shipping_method is null),
                   (5, 'payment_method',   k.payment_method is null),
                   (6, 'payment_token',    k.payment_method = 'CREDIT_CARD' and k.payment_token is null))
           as needed(position, field, is_missing)
     where is_missing);
end;
$$;
