-- What an edit took from an order, as a credit note says it: each amount with the other sign. Unit
-- prices stay.
create or replace function spindle.negated(p_content jsonb)
  returns jsonb
  language sql
  immutable
as $$
  select case jsonb_typeof(p_content)
    when 'object' then (
      select jsonb_object_agg(e.key, case
               when jsonb_typeof(e.value) = 'number' and e.key <> 'unit_price_minor' then to_jsonb(-(e.value::text)::bigint)
               else spindle.negated(e.value)
             end)
        from jsonb_each(p_content) e)
    when 'array' then coalesce((
      select jsonb_agg(spindle.negated(e.value) order by e.place)
        from jsonb_array_elements(p_content) with ordinality as e(value, place)), '[]')
    else p_content
  end;
$$;
