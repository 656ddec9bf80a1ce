-- How an amount that is given back splits over the rates of tax on an order's papers, as paper_taxes
-- writes it; [] when nothing is left to credit. Each rate gets its share, largest remainder first:
-- of the weights, which say what the refund is for, or of what is still invoiced at it. Its tax is the
-- same share of the tax that is still invoiced. So all credit notes of an order together never exceed
-- its invoices, and meet them to the last unit when all is given back.
create or replace function spindle.credited_taxes(
  p_tenant_id    text,
  p_order_id     uuid,
  p_amount_minor bigint,
  p_weights      jsonb  -- [{"rate", "gross_minor"}]; null: what is still invoiced
)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_taxes jsonb;
begin
  with still as (
    select t.rate, min(t.name) as name,
           sum(case p.kind when 'invoice' then 1 else -1 end * t.tax_minor) as tax_minor,
           sum(case p.kind when 'invoice' then 1 else -1 end * t.gross_minor) as gross_minor
      from spindle.papers p,
           jsonb_to_recordset(p.document->'taxes') as t(rate numeric, name text, tax_minor numeric, gross_minor numeric)
     where p.tenant_id = p_tenant_id and p.order_id = p_order_id
     group by t.rate
  ), weighed as (
    select s.rate, s.name, s.tax_minor, s.gross_minor,
           least(p_amount_minor, sum(s.gross_minor) over ()) as amount_minor,
           case when p_weights is null then s.gross_minor
                else coalesce((select sum(w.gross_minor)
                                 from jsonb_to_recordset(p_weights) as w(rate numeric, gross_minor numeric)
                                where w.rate = s.rate), 0) end as weight
      from still s
     where s.gross_minor > 0
  ), quota as (
    select w.*, w.amount_minor * w.weight as exact, sum(w.weight) over () as whole
      from weighed w
     where w.weight > 0
  ), ranked as (
    select q.*, div(q.exact, q.whole) as floor_minor,
           row_number() over (order by mod(q.exact, q.whole) desc, q.rate desc) as rank,
           q.amount_minor - sum(div(q.exact, q.whole)) over () as left_over
      from quota q
  ), split as (
    select r.rate, r.name, r.tax_minor, r.gross_minor,
           r.floor_minor + case when r.rank <= r.left_over then 1 else 0 end as share_minor
      from ranked r
  ), taxed as (
    select s.rate, s.name, s.gross_minor, s.share_minor,
           round(s.tax_minor * s.share_minor / s.gross_minor) as tax_minor
      from split s
     where s.share_minor > 0
  )
  select case
           when bool_and(t.share_minor <= t.gross_minor) then jsonb_agg(jsonb_build_object(
             'rate',        trim_scale(t.rate)::text,
             'name',        t.name,
             'net_minor',   (t.share_minor - t.tax_minor)::bigint,
             'tax_minor',   t.tax_minor::bigint,
             'gross_minor', t.share_minor::bigint) order by t.rate desc)
         end
    into v_taxes
    from taxed t;

  -- More than is left of what it is for: of all that is left.
  if v_taxes is null and p_weights is not null then
    return spindle.credited_taxes(p_tenant_id, p_order_id, p_amount_minor, null);
  end if;
  return coalesce(v_taxes, '[]');
end;
$$;
