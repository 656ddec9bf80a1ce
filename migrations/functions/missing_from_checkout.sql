-- The fields a checkout still needs before it can be confirmed: ["payment_method"].
create or replace function spindle.missing_from_checkout(k spindle.checkouts)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select coalesce(jsonb_agg(field order by position), '[]')
      from (values (1, 'shipping_address', k.shipping_address is null),
                   (2, 'billing_address',  k.billing_address is null),
                   (3, 'shipping_method',  k.shipping_method is null),
                   (4, 'payment_method',   k.payment_method is null),
                   (5, 'payment_token',    k.payment_method = 'CREDIT_CARD' and k.payment_token is null))
           as needed(position, field, is_missing)
     where is_missing);
end;
$$;
