-- $1 seed, $2 first, $3 last, $4 tenants. Every tenth customer is somebody to prices.
insert into spindle.customers (tenant_id, customer_id, vip_level, segments, updated_at)
select t.tenant_id, pg_temp.id($1, 'customer', c),
       case when c % 20 = 0 then 'gold' end, case when c % 20 = 10 then '{wholesale}' else '{}' end::text[],
       spindle.clock()
  from generate_series($2::bigint, $3::bigint) c
  join fill_tenants t on t.number = pg_temp.skewed($1, c, 2, $4::bigint)
 where c % 10 = 0
