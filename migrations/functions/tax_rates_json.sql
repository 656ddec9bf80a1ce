-- A tenant's tax rates as admins see them, in a fixed order; rates are texts.
create or replace function spindle.tax_rates_json(p_tenant_id text)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object(
             'country',   x.country,
             'region',    x.region,
             'tax_class', x.tax_class,
             'name',      x.name,
             'rate',      trim_scale(x.rate)::text)
           order by x.country, x.region, x.tax_class)
      from spindle.tax_rates x
     where x.tenant_id = p_tenant_id), '[]');
end;
$$;
