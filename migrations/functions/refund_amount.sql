-- What a refund is to give back, in the smallest unit of the order's currency: the amount it names; or
-- what its lines cost, discounts and tax with them, and the shipping. Pieces of one line that are refunded
-- one after the other add up to the line: {"amount_minor": 1350}. Or why that cannot be said:
--   {"outcome": "invalid_amount"}                            finer than the currency
--   {"outcome": "unknown_line", "line_id": uuid}
--   {"outcome": "line_refunded", "line_id": uuid, "left": 1} of the line only so many are not refunded
--   {"outcome": "shipping_refunded"}
create or replace function spindle.refund_amount(
  p_order  spindle.orders,
  p_refund jsonb  -- {"amount": "13.50"} or {"lines": [{"line_id", "quantity"}]?, "shipping": true?}
)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_exact  numeric;
  v_amount bigint := 0;
  v_line   record;
begin
  if p_refund ? 'amount' then
    v_exact := (p_refund->>'amount')::numeric * power(10::numeric, spindle.currency_exponent(p_order.currency));
    if v_exact <> trunc(v_exact) then
      return jsonb_build_object('outcome', 'invalid_amount');
    end if;
    return jsonb_build_object('amount_minor', v_exact::bigint);
  end if;

  for v_line in
    select w.line_id, w.quantity as wanted, l.quantity,
           l.subtotal_minor - l.discount_minor + case when p_order.prices_include_tax then 0 else l.tax_minor end as cost,
           coalesce((select sum(r.quantity)
                       from spindle.payment_attempts a,
                            jsonb_to_recordset(a.detail->'lines') as r(line_id uuid, quantity bigint)
                      where a.tenant_id = p_order.tenant_id and a.order_id = p_order.order_id
                        and a.kind = 'refund' and a.status <> 'declined' and r.line_id = w.line_id), 0)::bigint as before
      from jsonb_to_recordset(p_refund->'lines') as w(line_id uuid, quantity bigint)
      left join spindle.order_lines l
        on l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id and l.line_id = w.line_id
  loop
    if v_line.quantity is null then
      return jsonb_build_object('outcome', 'unknown_line', 'line_id', v_line.line_id);
    elsif v_line.before + v_line.wanted > v_line.quantity then
      return jsonb_build_object(
        'outcome', 'line_refunded', 'line_id', v_line.line_id,
        'left', greatest(0, v_line.quantity - v_line.before));
    end if;
    v_amount := v_amount
      + div(v_line.cost::numeric * (v_line.before + v_line.wanted), v_line.quantity)::bigint
      - div(v_line.cost::numeric * v_line.before, v_line.quantity)::bigint;
  end loop;

  if (p_refund->>'shipping')::boolean then
    if exists (
      select from spindle.payment_attempts a
       where a.tenant_id = p_order.tenant_id and a.order_id = p_order.order_id
         and a.kind = 'refund' and a.status <> 'declined' and (a.detail->>'shipping')::boolean
    ) then
      return jsonb_build_object('outcome', 'shipping_refunded');
    end if;
    -- What of the total is not on lines: shipping, less its discount, with its tax.
    select v_amount + p_order.total_minor - sum(
             l.subtotal_minor - l.discount_minor + case when p_order.prices_include_tax then 0 else l.tax_minor end)
      into v_amount
      from spindle.order_lines l
     where l.tenant_id = p_order.tenant_id and l.order_id = p_order.order_id;
  end if;

  return jsonb_build_object('amount_minor', v_amount);
end;
$$;
