-- Writes which lines come back with a return, instead of those it had.
create or replace function spindle.write_return_lines(
  p_tenant_id text,
  p_order_id  uuid,
  p_return_id uuid,
  p_lines     jsonb  -- [{"line_id", "quantity", "restock"}], of choose_lines
)
  returns void
  language plpgsql
as $$
begin
  delete from spindle.return_lines i
   where i.tenant_id = p_tenant_id and i.return_id = p_return_id;

  insert into spindle.return_lines (tenant_id, return_id, order_id, line_id, quantity, restock)
  select p_tenant_id, p_return_id, p_order_id, l.line_id, l.quantity, l.restock
    from jsonb_to_recordset(p_lines) as l(line_id uuid, quantity bigint, restock boolean);
end;
$$;
