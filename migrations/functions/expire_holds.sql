-- Cancels orders that were not paid while their goods were held, at most p_limit of them.
--
-- Answers {"outcome": "expired", "count": 12}. Never an order to be paid on delivery or by bank transfer,
-- nor one that has money or may have (has_money).
--
-- Several sweeps share the work: an order that somebody holds is skipped. One that cannot be cancelled
-- stops no other: a person is called, and it is left alone until that is resolved.
--
-- Locks: the orders; then the stock and the campaigns of all of them, each in their order.
create or replace function spindle.expire_holds(p_limit bigint)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now   timestamptz := spindle.clock();
  v_due   jsonb;
  v_one   record;
  v_count bigint := 0;
  v_error text;
begin
  select coalesce(jsonb_agg(distinct jsonb_build_object('tenant_id', d.tenant_id, 'order_id', d.order_id)), '[]')
    into v_due
    from (
      select o.tenant_id, o.order_id
        from spindle.reservations r
        join spindle.orders o on o.tenant_id = r.tenant_id and o.order_id = r.order_id
       where r.status = 'held' and r.expires_at <= v_now
         and o.status = 'PENDING' and o.payment_method = 'CREDIT_CARD'
         and not spindle.has_money(o.tenant_id, o.order_id)
         and not exists (
           select from spindle.attention a
            where a.tenant_id = o.tenant_id and a.order_id = o.order_id
              and a.reason = 'sweep_failed' and a.resolved_at is null)
       order by r.expires_at
       limit p_limit
         for update of o skip locked) d;

  perform 1
     from spindle.stock s
     join spindle.reservations r using (tenant_id, sku, warehouse)
     join jsonb_to_recordset(v_due) as d(tenant_id text, order_id uuid) using (tenant_id, order_id)
    order by s.tenant_id, s.sku, s.warehouse
      for update of s;
  perform 1
     from spindle.campaigns c
     join spindle.campaign_uses u using (tenant_id, campaign_id)
     join jsonb_to_recordset(v_due) as d(tenant_id text, order_id uuid) using (tenant_id, order_id)
    order by c.tenant_id, c.campaign_id
      for update of c;

  -- Asked again under the lock: somebody may have begun to pay.
  for v_one in
    select d.*
      from jsonb_to_recordset(v_due) as d(tenant_id text, order_id uuid)
     where not spindle.has_money(d.tenant_id, d.order_id)
  loop
    begin
      perform spindle.write_cancellation(v_one.tenant_id, v_one.order_id, 'It was not paid in time.', 'sweep');
      v_count := v_count + 1;
    exception when integrity_constraint_violation or plpgsql_error or data_exception then
      get stacked diagnostics v_error = message_text;
      perform spindle.open_attention(
        v_one.tenant_id, v_one.order_id, 'sweep_failed',
        jsonb_build_object('job', 'expire_holds', 'error', v_error), 'look');
    end;
  end loop;

  return jsonb_build_object('outcome', 'expired', 'count', v_count);
end;
$$;

grant execute on function spindle.expire_holds to spindle_component;
