-- What each promotion gave to an order, from the explanation of its price.
create or replace function spindle.paper_discounts(p_explanation jsonb)
  returns jsonb
  language sql
  immutable
as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', d.name, 'amount_minor', d.amount_minor) order by d.place), '[]')
    from (select s.step->>'cause' as name, min(s.place) as place,
                 sum((s.step->>'before_minor')::bigint - (s.step->>'after_minor')::bigint) as amount_minor
            from jsonb_path_query(p_explanation, '$.steps[*] ? (@.kind == "discount")')
                 with ordinality as s(step, place)
           group by 1) d
   where d.amount_minor > 0;
$$;
