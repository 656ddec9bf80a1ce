-- Writes the lines and the amounts of an edited order: the second half of edit_order, which has locked
-- and checked.
create or replace function spindle.write_edit(p_order spindle.orders, p_quote jsonb)
  returns void
  language plpgsql
as $$
declare
  v_last integer;
begin
  select max(l.line_number) into v_last
    from spindle.order_lines l
   where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id;

  delete from spindle.order_lines l
   where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id
     and l.line_id not in (select q.line_id from jsonb_to_recordset(p_quote->'lines') as q(line_id uuid));

  update spindle.order_lines l
     set quantity = q.quantity, subtotal_minor = q.subtotal_minor, discount_minor = q.discount_minor,
         tax_minor = q.tax_minor, tax_rate = q.tax_rate
    from jsonb_to_recordset(p_quote->'lines') as q(
           line_id uuid, quantity bigint, subtotal_minor bigint, discount_minor bigint, tax_minor bigint,
           tax_rate numeric)
   where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id and l.line_id = q.line_id;

  with added as (
    insert into spindle.order_lines
           (tenant_id, order_id, line_id, line_number, product_id, variant_id, sku, name, quantity,
            unit_price_minor, subtotal_minor, discount_minor, tax_minor, tax_rate, warehouse)
    select p_order.tenant_id, p_order.order_id, q.line_id, v_last + row_number() over (),
           q.product_id, q.variant_id, q.sku, q.name, q.quantity, q.unit_price_minor, q.subtotal_minor,
           q.discount_minor, q.tax_minor, q.tax_rate, q.warehouse
      from jsonb_to_recordset(p_quote->'lines') as q(
             line_id uuid, product_id uuid, variant_id uuid, sku text, name text, quantity bigint,
             unit_price_minor bigint, subtotal_minor bigint, discount_minor bigint, tax_minor bigint,
             tax_rate numeric, warehouse text)
     where not exists (select from spindle.order_lines l
                        where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id
                          and l.line_id = q.line_id)
    returning tenant_id, order_id, line_id, sku
  )
  insert into spindle.order_line_parts (tenant_id, order_id, line_id, sku, per_piece)
  select added.tenant_id, added.order_id, added.line_id, b.component_sku, b.quantity
    from added,
         lateral (select c.component_sku, c.quantity
                    from spindle.bundle_components c
                   where c.tenant_id = added.tenant_id and c.bundle_sku = added.sku
                  offset 0) b;

  update spindle.orders o
     set subtotal_minor    = q.subtotal_minor,
         discount_minor    = q.discount_minor,
         shipping_minor    = q.shipping_minor,
         tax_minor         = q.tax_minor,
         total_minor       = q.total_minor,
         shipping_tax_rate = q.shipping_tax_rate,
         explanation       = q.explanation,
         search            = o.search || array_to_tsvector(spindle.search_words(o.tenant_id, array(
                               select line->>'sku' from jsonb_array_elements(p_quote->'lines') line)))
    from jsonb_to_record(p_quote) as q(
           subtotal_minor bigint, discount_minor bigint, shipping_minor bigint, tax_minor bigint,
           total_minor bigint, shipping_tax_rate numeric, explanation jsonb)
   where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id;
end;
$$;
