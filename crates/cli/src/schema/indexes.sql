-- Indexes that no constraint implies, triggers, and views: the columns, their text is in invariants/.
select definition || ';'
  from (
    select pg_get_indexdef(i.indexrelid) as definition
      from pg_index i
      join pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'spindle'::regnamespace
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    union all
    select pg_get_triggerdef(t.oid)
      from pg_trigger t
      join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'spindle'::regnamespace and not t.tgisinternal
    union all
    select format('create %s %s (%s)', case c.relkind when 'm' then 'materialized view' else 'view' end, c.oid::regclass,
             (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0))
      from pg_class c
     where c.relnamespace = 'spindle'::regnamespace and c.relkind in ('v', 'm')
  ) as object
 order by definition collate "C";
