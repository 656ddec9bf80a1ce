-- Opens refunds of an order that give this amount back: of its charges, the oldest first, then of what
-- came by hand, which goes back by hand and is settled at once. The caller holds the order's lock and
-- has checked that there is as much (refundable); what is more than that is not refunded. Returns the
-- attempts: ["uuid", …]. Who called asks the provider afterwards (settle_order), or the sweep does.
create or replace function spindle.open_refund(
  p_tenant_id    text,
  p_order_id     uuid,
  p_amount_minor bigint,
  p_detail       jsonb,  -- {"reason", "actor", "lines"?, "shipping"?, "reference"?, "cause"?}
  p_actor        text
)
  returns jsonb
  language plpgsql
as $$
declare
  v_rest     bigint := p_amount_minor;
  v_detail   jsonb := p_detail;
  v_attempts jsonb := '[]';
  v_from     record;
  v_id       uuid;
begin
  for v_from in
    select r.of_attempt, r.left_minor
      from spindle.refundable(p_tenant_id, p_order_id) r
      left join spindle.payment_attempts a on a.tenant_id = p_tenant_id and a.attempt_id = r.of_attempt
     order by a.started_at nulls last, r.of_attempt
  loop
    exit when v_rest <= 0;
    v_id := spindle.open_attempt(
      p_tenant_id, p_order_id, 'refund', least(v_rest, v_from.left_minor), null, v_from.of_attempt, v_detail);
    if v_from.of_attempt is null then
      perform spindle.settle_payment(
        p_tenant_id, v_id, 'succeeded', coalesce(p_detail->>'reference', 'by hand'), null, null, p_actor);
    end if;
    v_rest := v_rest - v_from.left_minor;
    v_attempts := v_attempts || to_jsonb(v_id);
    -- Lines and shipping are told once, with the first.
    v_detail := v_detail - 'lines' - 'shipping';
  end loop;
  return v_attempts;
end;
$$;
