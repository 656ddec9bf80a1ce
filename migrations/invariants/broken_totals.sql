-- Orders that are not the sum of their lines. Shipping may be discounted and taxed, too, which no
-- line knows.
create view spindle.broken_totals as
select o.tenant_id, o.order_id, o.order_number, o.subtotal_minor, l.subtotal_minor as of_lines,
       o.discount_minor, l.discount_minor as discount_of_lines, o.tax_minor, l.tax_minor as tax_of_lines
  from spindle.orders o
  left join (
    select tenant_id, order_id, sum(subtotal_minor) as subtotal_minor,
           sum(discount_minor) as discount_minor, sum(tax_minor) as tax_minor
      from spindle.order_lines
     group by tenant_id, order_id) l on l.tenant_id = o.tenant_id and l.order_id = o.order_id
 where o.subtotal_minor is distinct from l.subtotal_minor
    or o.discount_minor - l.discount_minor not between 0 and o.shipping_minor
    or o.tax_minor < l.tax_minor;

comment on view spindle.broken_totals is
  'An order is the sum of its lines and its shipping.';
