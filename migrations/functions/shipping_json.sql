-- The shipping methods to choose from, each with its rates for where the goods go:
--   [{"code", "name", "kind", "free_from_minor" or null,
--     "rates": [{"from_value", "amount_minor" or null}, …]}, …]
-- The most specific zone that has rates counts: country and region, country, everywhere. A
-- method without rates does not go there. With p_code only that one.
create or replace function spindle.shipping_json(
  p_tenant_id text,
  p_country   text,
  p_region    text,
  p_code      text
)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object(
             'code',            m.code,
             'name',            m.name,
             'kind',            m.kind,
             'free_from_minor', m.free_from_minor,
             'rates',           coalesce((
               select jsonb_agg(jsonb_build_object(
                        'from_value', r.from_value, 'amount_minor', r.amount_minor)
                      order by r.from_value)
                 from spindle.shipping_rates r
                where r.tenant_id = m.tenant_id
                  and r.code = m.code
                  and (r.country, r.region) = (
                        select z.country, z.region
                          from spindle.shipping_rates z
                         where z.tenant_id = m.tenant_id
                           and z.code = m.code
                           and z.country in (p_country, '')
                           and z.region in (p_region, '')
                         order by z.country = '', z.region = ''
                         limit 1)), '[]'))
           order by m.position, m.code)
      from spindle.shipping_methods m
     where m.tenant_id = p_tenant_id
       and m.status = 'active'
       and (p_code is null or m.code = p_code)), '[]');
end;
$$;
