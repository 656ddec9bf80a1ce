-- Counts a failure of a tenant's own promotions. Ten within a minute disable them: they are not asked any more
-- until others are installed or enable_promotions is called.
--
-- Answers {"outcome": "recorded"}, or {"outcome": "disabled"} when they are, now or before.
create or replace function spindle.record_promotion_failure(
  p_tenant_id text,
  p_digest    text,  -- which promotions
  p_reason    text   -- out_of_fuel
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now constant timestamptz := spindle.clock();
  v_row spindle.promotion_failures;
begin
  insert into spindle.promotion_failures as f
         (tenant_id, digest, failures, first_at, last_at, last_reason)
  values (p_tenant_id, p_digest, 1, v_now, v_now, p_reason)
  on conflict (tenant_id) do update
     set digest      = excluded.digest,
         failures    = case when f.digest = excluded.digest and f.first_at > v_now - interval '1 minute'
                            then f.failures + 1 else 1 end,
         first_at    = case when f.digest = excluded.digest and f.first_at > v_now - interval '1 minute'
                            then f.first_at else v_now end,
         last_at     = greatest(f.last_at, v_now),
         last_reason = excluded.last_reason,
         disabled_at = case when f.digest = excluded.digest then f.disabled_at end
  returning f.* into v_row;

  if v_row.disabled_at is not null then
    return jsonb_build_object('outcome', 'disabled');
  end if;
  if v_row.failures < 10 then
    return jsonb_build_object('outcome', 'recorded');
  end if;

  update spindle.promotion_failures f set disabled_at = v_now where f.tenant_id = p_tenant_id;
  insert into spindle.outbox (tenant_id, topic, subject, payload, occurred_at)
  values (p_tenant_id, 'promotions.disabled', p_digest, jsonb_build_object(
            'digest', p_digest, 'failures', v_row.failures, 'reason', p_reason), v_now);
  return jsonb_build_object('outcome', 'disabled');
end;
$$;

grant execute on function spindle.record_promotion_failure to spindle_component;
