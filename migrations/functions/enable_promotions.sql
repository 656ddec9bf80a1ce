-- Asks a tenant's own promotions again that had been disabled.
--
-- Answers {"outcome": "enabled"}, or {"outcome": "not_disabled"}.
create or replace function spindle.enable_promotions(p_tenant_id text)
  returns jsonb
  language plpgsql
as $$
declare
  v_digest text;
begin
  delete from spindle.promotion_failures f
   where f.tenant_id = p_tenant_id and f.disabled_at is not null
  returning f.digest into v_digest;
  if v_digest is null then
    return jsonb_build_object('outcome', 'not_disabled');
  end if;

  insert into spindle.outbox (tenant_id, topic, subject, payload, occurred_at)
  values (p_tenant_id, 'promotions.enabled', v_digest, jsonb_build_object('digest', v_digest), spindle.clock());
  return jsonb_build_object('outcome', 'enabled');
end;
$$;
