-- A shipping method with all its rates, in a fixed order.
create or replace function spindle.shipping_method_json(m spindle.shipping_methods)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'code',            m.code,
    'name',            m.name,
    'kind',            m.kind,
    'free_from_minor', m.free_from_minor,
    'position',        m.position,
    'status',          m.status,
    'rates',           coalesce((
      select jsonb_agg(jsonb_build_object(
               'country',      r.country,
               'region',       r.region,
               'from_value',   r.from_value,
               'amount_minor', r.amount_minor)
             order by r.country, r.region, r.from_value)
        from spindle.shipping_rates r
       where r.tenant_id = m.tenant_id and r.code = m.code), '[]'));
end;
$$;
