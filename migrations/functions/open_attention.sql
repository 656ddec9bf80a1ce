-- Calls for a person, once per order, reason and detail.
create or replace function spindle.open_attention(
  p_tenant_id text,
  p_order_id  uuid,
  p_reason    text,
  p_detail    jsonb
)
  returns void
  language sql
as $$
  insert into spindle.attention (tenant_id, order_id, reason, detail, opened_at)
  select p_tenant_id, p_order_id, p_reason, p_detail, spindle.clock()
   where not exists (
     select from spindle.attention a
      where a.tenant_id = p_tenant_id
        and a.order_id = p_order_id
        and a.reason = p_reason
        and a.detail = p_detail);
$$;
