-- Calls for a person, once per order, reason and detail: also when it has been resolved since.
create or replace function spindle.open_attention(
  p_tenant_id text,
  p_order_id  uuid,   -- null: of no order that is known
  p_reason    text,   -- one of attention_reasons; another one is a bug
  p_detail    jsonb,
  p_proposal  text default 'look'  -- 'refund', 'ship_again' or 'look'
)
  returns void
  language plpgsql
as $$
begin
  if p_reason not in (select spindle.attention_reasons()) then
    raise exception 'attention: there is no reason %', p_reason
      using errcode = 'check_violation', constraint = 'attention_reasons';
  end if;

  insert into spindle.attention (tenant_id, order_id, reason, detail, proposal, opened_at)
  select p_tenant_id, p_order_id, p_reason, p_detail, p_proposal, spindle.clock()
   where not exists (
     select from spindle.attention a
      where a.tenant_id = p_tenant_id
        and (a.order_id = p_order_id or a.order_id is null and p_order_id is null)
        and a.reason = p_reason
        and a.detail = p_detail);
end;
$$;
