-- Writes a paper of an order under the next number of its kind. The caller has locked the order, and
-- locks nothing after this.
create or replace function spindle.write_paper(
  p_tenant_id      text,
  p_order_id       uuid,
  p_kind           text,
  p_transaction_id bigint,
  p_content        jsonb
)
  returns void
  language plpgsql
as $$
declare
  v_now      timestamptz := spindle.clock();
  v_document jsonb := spindle.paper_heading(p_tenant_id, p_order_id) || p_content;
  v_part     integer;
  v_number   bigint;
  v_label    text;
begin
  select count(*) + 1 into v_part
    from spindle.papers p
   where p.tenant_id = p_tenant_id and p.order_id = p_order_id and p.kind = p_kind;

  v_number := spindle.next_paper_number(p_tenant_id, p_kind);
  v_label := case p_kind when 'invoice' then 'INV-' else 'CN-' end
             || lpad(v_number::text, greatest(6, length(v_number::text)), '0');

  insert into spindle.papers
         (tenant_id, kind, number, label, order_id, part, transaction_id, document, issued_at)
  select p_tenant_id, p_kind, v_number, v_label, p_order_id, v_part, p_transaction_id,
         v_document || jsonb_build_object(
           'kind',      p_kind,
           'number',    v_label,
           'issued_at', spindle.iso_time(v_now),
           'issued_on', to_char(v_now at time zone t.time_zone, 'YYYY-MM-DD')),
         v_now
    from spindle.tenants t
   where t.tenant_id = p_tenant_id;
end;
$$;
