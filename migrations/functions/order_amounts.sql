-- What an order costs: {"subtotal_minor", "discount_minor", "shipping_minor", "tax_minor", "total_minor"}, of
-- an order or of a quote.
create or replace function spindle.order_amounts(p_from jsonb)
  returns jsonb
  language sql
  immutable
as $$
  select jsonb_object_agg(e.key, e.value)
    from jsonb_each(p_from) e
   where e.key in ('subtotal_minor', 'discount_minor', 'shipping_minor', 'tax_minor', 'total_minor');
$$;
