-- The next number of a tenant's papers of one kind. It is counted in the transaction that writes the
-- paper, so that one that is rolled back leaves no gap.
--
-- Locks the counter until the transaction ends; nothing may be locked after it.
create or replace function spindle.next_paper_number(p_tenant_id text, p_kind text)
  returns bigint
  language plpgsql
as $$
declare
  v_number bigint;
begin
  insert into spindle.paper_counters as c (tenant_id, kind, last)
  values (p_tenant_id, p_kind, 1)
  on conflict (tenant_id, kind) do update set last = c.last + 1
  returning c.last into v_number;

  return v_number;
end;
$$;
