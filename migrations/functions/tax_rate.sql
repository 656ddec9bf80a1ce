-- The rate at which a class of goods is taxed in a place: the most specific row counts, and
-- without a row there is no tax.
--
-- Inlined into the statements that call it; hence SQL, not PL/pgSQL.
create or replace function spindle.tax_rate(
  p_tenant_id text,
  p_country   text,
  p_region    text,
  p_tax_class text
)
  returns numeric
  language sql
  stable
as $$
  select coalesce((select x.rate
                     from spindle.tax_rates x
                    where x.tenant_id = p_tenant_id
                      and x.country = p_country
                      and x.region in (p_region, '')
                      and x.tax_class = p_tax_class
                    order by x.region = ''
                    limit 1), 0);
$$;
