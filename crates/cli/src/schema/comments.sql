select format(E'comment on %s is\n  %L;', object.name, d.description)
  from (
    select 1 as kind, 'schema spindle' as name, n.oid, 'pg_namespace'::regclass as class, 0 as sub
      from pg_namespace n
     where n.nspname = 'spindle'
    union all
    select 2, format('table spindle.%I', c.relname), c.oid, 'pg_class'::regclass, 0
      from pg_class c
     where c.relnamespace = 'spindle'::regnamespace and c.relkind in ('r', 'p')
    union all
    select 2, format('view spindle.%I', c.relname), c.oid, 'pg_class'::regclass, 0
      from pg_class c
     where c.relnamespace = 'spindle'::regnamespace and c.relkind in ('v', 'm')
    union all
    select 2, format('column spindle.%I.%I', c.relname, a.attname), c.oid, 'pg_class'::regclass, a.attnum
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'spindle'::regnamespace and c.relkind in ('r', 'p')
    union all
    select 3, format('function spindle.%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), p.oid, 'pg_proc'::regclass, 0
      from pg_proc p
     where p.pronamespace = 'spindle'::regnamespace
    union all
    select 4, format('constraint %I on spindle.%I', k.conname, c.relname), k.oid, 'pg_constraint'::regclass, 0
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
     where c.relnamespace = 'spindle'::regnamespace
  ) as object
  join pg_description d on d.objoid = object.oid and d.classoid = object.class and d.objsubid = object.sub
 order by object.kind, object.name collate "C";
