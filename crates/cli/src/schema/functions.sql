-- Signatures only: the bodies are in functions/, one file each.
select format('%s spindle.%I(%s)%s %s %s%s%s;',
         case p.prokind when 'p' then 'procedure' else 'function' end,
         p.proname, pg_get_function_arguments(p.oid),
         case when p.prokind = 'p' then '' else ' returns ' || pg_get_function_result(p.oid) end,
         l.lanname,
         case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
         case when p.prosecdef then ' security definer' else '' end,
         coalesce(' set ' || array_to_string(p.proconfig, ', '), ''))
  from pg_proc p
  join pg_language l on l.oid = p.prolang
 where p.pronamespace = 'spindle'::regnamespace
 order by p.proname collate "C", pg_get_function_arguments(p.oid) collate "C";
