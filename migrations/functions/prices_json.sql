-- The price rows of a sku as admins see them, in a fixed order.
create or replace function spindle.prices_json(p_tenant_id text, p_sku text)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object(
             'list',         r.list,
             'currency',     r.currency,
             'min_quantity', r.min_quantity,
             'segment',      r.segment,
             'vip_level',    r.vip_level,
             'warehouse',    r.warehouse,
             'amount_minor', r.amount_minor,
             'valid_from',   spindle.iso_time(r.valid_from),
             'valid_until',  spindle.iso_time(r.valid_until))
           order by r.list, r.currency, r.segment nulls first, r.vip_level nulls first,
                    r.min_quantity, r.warehouse nulls first, r.valid_from nulls first)
      from spindle.prices r
     where r.tenant_id = p_tenant_id
       and r.sku = p_sku), '[]');
end;
$$;
