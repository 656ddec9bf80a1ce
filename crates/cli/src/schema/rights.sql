-- What anybody but the owner may do. `public` is everybody.
select format('grant %s on %s to %s;', lower(right_.privilege_type), object.name,
         coalesce((select quote_ident(r.rolname) from pg_roles r where r.oid = right_.grantee), 'public'))
  from (
    select 1 as kind, 'schema ' || quote_ident(n.nspname) as name, n.nspowner as owner,
           coalesce(n.nspacl, acldefault('n', n.nspowner)) as acl
      from pg_namespace n
     where n.nspname = 'spindle'
    union all
    select 2, format('%s spindle.%I', case c.relkind when 'S' then 'sequence' else 'table' end, c.relname), c.relowner,
           coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))
      from pg_class c
     where c.relnamespace = 'spindle'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
    union all
    select 3, format('function spindle.%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), p.proowner,
           coalesce(p.proacl, acldefault('f', p.proowner))
      from pg_proc p
     where p.pronamespace = 'spindle'::regnamespace
  ) as object
  cross join lateral aclexplode(object.acl) as right_
 where right_.grantee <> object.owner
 order by object.kind, object.name collate "C", right_.grantee::regrole::text collate "C", right_.privilege_type collate "C";
