-- A paper in a list.
create or replace function spindle.paper_json(p spindle.papers)
  returns jsonb
  language sql
  stable
as $$
  select jsonb_build_object(
    'kind',        p.kind,
    'number',      p.label,
    'issued_at',   spindle.iso_time(p.issued_at),
    'currency',    p.document->>'currency',
    'total_minor', p.document->'totals'->'total_minor',
    'tax_minor',   p.document->'totals'->'tax_minor');
$$;
