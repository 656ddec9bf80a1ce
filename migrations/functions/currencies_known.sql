-- The currencies that a tenant has to do with: its own, those it sells in, and those that it has
-- a rate for. Prices in others could never be shown.
create or replace function spindle.currencies_known(p_tenant_id text)
  returns text[]
  language plpgsql
  stable
as $$
begin
  return (
    select array(select t.currency
                 union select unnest(t.sells_in)
                 union select x.base from spindle.exchange_rates x where x.tenant_id = t.tenant_id
                 order by 1)
      from spindle.tenants t
     where t.tenant_id = p_tenant_id);
end;
$$;
