-- What an edit changes about an order, and what happens with the difference:
--   {"before": {…}, "after": {…}, "change_minor": 1350, "settlement": "pay", "due_minor", "refund_minor",
--    "items": [{"line_id", "sku", "name", "quantity_before", "quantity_after", "unit_price_minor",
--               "subtotal_before_minor", "subtotal_after_minor"}, …]}
-- settlement is
--   none     nothing has to be paid or given back because of it
--   pay      due_minor is to be paid before anything is shipped (start_payment)
--   collect  due_minor is collected when the goods arrive
--   refund   refund_minor goes back
-- p_order is as it was before the edit.
create or replace function spindle.edit_difference(p_order spindle.orders, p_quote jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_total      bigint := (p_quote->>'total_minor')::bigint;
  v_money      record;
  v_refundable bigint;
  v_kept       bigint;
  v_due        bigint;
  v_refund     bigint;
begin
  select m.* into strict v_money from spindle.order_money(p_order.tenant_id, p_order.order_id) m;
  select coalesce(sum(r.left_minor), 0) into v_refundable
    from spindle.refundable(p_order.tenant_id, p_order.order_id) r;

  -- Of what the order cost so far, this much is paid.
  v_kept := p_order.total_minor - v_money.due_minor;
  v_due := greatest(0, v_total - v_kept);
  v_refund := least(greatest(0, v_kept - v_total), v_refundable);

  return jsonb_build_object(
    'before',       spindle.order_amounts(to_jsonb(p_order) - 'explanation' - 'search'),
    'after',        spindle.order_amounts(p_quote - 'lines' - 'explanation'),
    'change_minor', v_total - p_order.total_minor,
    'settlement',   case
      when v_refund > 0 then 'refund'
      when v_due > 0 and p_order.payment_method = 'CASH_ON_DELIVERY' then 'collect'
      when v_due > v_money.authorized_minor then 'pay'
      else 'none'
    end,
    'due_minor',    v_due,
    'refund_minor', v_refund,
    'items', (
      select coalesce(jsonb_agg(jsonb_build_object(
               'line_id',               coalesce(l.line_id, q.line_id),
               'sku',                   coalesce(l.sku, q.sku),
               'name',                  coalesce(l.name, q.name),
               'quantity_before',       coalesce(l.quantity, 0),
               'quantity_after',        coalesce(q.quantity, 0),
               'unit_price_minor',      coalesce(q.unit_price_minor, l.unit_price_minor),
               'subtotal_before_minor', coalesce(l.subtotal_minor, 0),
               'subtotal_after_minor',  coalesce(q.subtotal_minor, 0)) order by l.line_number nulls last), '[]')
        from (select o.* from spindle.order_lines o
               where o.tenant_id = p_order.tenant_id and o.order_id = p_order.order_id) l
        full join jsonb_to_recordset(p_quote->'lines') as q(
               line_id uuid, sku text, name text, quantity bigint, unit_price_minor bigint, subtotal_minor bigint)
          on q.line_id = l.line_id
       where l.quantity is distinct from q.quantity));
end;
$$;
