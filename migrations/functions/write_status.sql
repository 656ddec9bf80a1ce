-- Brings an order into a status that is no more than a word: PROCESSING, COMPLETED. The caller holds its
-- lock and has checked that it may.
create or replace function spindle.write_status(
  p_tenant_id text,
  p_order_id  uuid,
  p_status    text,
  p_note      text,
  p_actor     text
)
  returns void
  language plpgsql
as $$
begin
  update spindle.orders o
     set status = p_status
   where o.tenant_id = p_tenant_id and o.order_id = p_order_id;

  perform spindle.record_change(p_tenant_id, p_order_id, 'order.' || lower(p_status), p_note, p_actor);
end;
$$;
