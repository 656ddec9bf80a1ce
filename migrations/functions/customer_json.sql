-- Who is buying, as pricing needs it; null for nobody in particular. Orders that were cancelled or whose
-- payment failed do not count.
--
-- Orders are counted up to 1,000: it is read for every cart, and nobody's price may depend on
-- how long ago the customer came first.
create or replace function spindle.customer_json(p_tenant_id text, p_customer_id uuid)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  if p_customer_id is null then
    return null;
  end if;
  return (
    select jsonb_build_object(
      'id',            p_customer_id,
      'vip_level',     c.vip_level,
      'segments',      coalesce(to_jsonb(c.segments), '[]'),
      'orders_placed', (select count(*)
                          from (select from spindle.orders o
                                 where o.tenant_id = p_tenant_id
                                   and o.customer_id = p_customer_id
                                   and o.status not in ('PAYMENT_FAILED', 'CANCELLED')
                                 limit 1000) placed))
      from (values (0)) one
      left join spindle.customers c
        on c.tenant_id = p_tenant_id and c.customer_id = p_customer_id);
end;
$$;
