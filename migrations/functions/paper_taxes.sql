-- Amounts summed by the rate they are taxed at, the highest first, each with what the tax is called
-- where the goods go: [{"rate": "0.08", "name": "Sales tax", "net_minor", "tax_minor", "gross_minor"}].
create or replace function spindle.paper_taxes(p_tenant_id text, p_order_id uuid, p_amounts jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
             'rate',        trim_scale(t.rate)::text,
             'name',        coalesce(named.name, case t.rate when 0 then 'Not taxed' else 'Tax' end),
             'net_minor',   t.net_minor,
             'tax_minor',   t.tax_minor,
             'gross_minor', t.gross_minor) order by t.rate desc), '[]')
      from (select a.rate, sum(a.net_minor) as net_minor, sum(a.tax_minor) as tax_minor, sum(a.gross_minor) as gross_minor
              from jsonb_to_recordset(p_amounts) as a(
                     rate numeric, net_minor bigint, tax_minor bigint, gross_minor bigint)
             group by a.rate) t
      left join lateral (
        select x.name
          from spindle.order_addresses a
          join spindle.tax_rates x
            on x.tenant_id = a.tenant_id and x.country = a.address->>'country_code' and x.rate = t.rate
         where a.tenant_id = p_tenant_id and a.order_id = p_order_id and a.kind = 'SHIPPING'
         order by x.region = coalesce(upper(btrim(a.address->>'state')), '') desc, x.tax_class = 'standard' desc, x.name
         limit 1) named on true
     where (t.net_minor, t.tax_minor, t.gross_minor) <> (0, 0, 0));
end;
$$;
