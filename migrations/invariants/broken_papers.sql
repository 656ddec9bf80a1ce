-- Kinds of papers whose numbers have a gap, or whose counter is not at the last one.
create view spindle.broken_papers as
select tenant_id, kind, p.papers, p.first, p.last, c.last as counter
  from (
    select tenant_id, kind, count(*) as papers, min(number) as first, max(number) as last
      from spindle.papers
     group by tenant_id, kind) p
  full join spindle.paper_counters c using (tenant_id, kind)
 where (p.papers, p.first, p.last) is distinct from (c.last, 1::bigint, c.last);

comment on view spindle.broken_papers is
  'Invoices and credit notes are numbered from 1 without a gap.';
