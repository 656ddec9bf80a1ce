-- What to give back for lines that came back, as far as it is still there to give: their price less
-- discounts, with tax. Null when a part of them was refunded already, so that a person has to say.
create or replace function spindle.propose_refund(
  p_order spindle.orders,
  p_lines jsonb  -- of choose_lines
)
  returns bigint
  language plpgsql
  stable
as $$
declare
  v_amount bigint := (spindle.refund_amount(p_order, jsonb_build_object('lines', p_lines))->>'amount_minor')::bigint;
begin
  return (
    select least(v_amount, coalesce(sum(r.left_minor), 0)::bigint)
      from spindle.refundable(p_order.tenant_id, p_order.order_id) r
    having v_amount is not null);
end;
$$;
