-- Categories as a file names them: "bags|outdoor", or an array; null when it says nothing.
create or replace function spindle.import_categories(p_written jsonb)
  returns text[]
  language sql
  immutable
as $$
  select case jsonb_typeof(p_written)
    when 'array' then array(select c from jsonb_array_elements_text(p_written) as c)
    when 'string' then string_to_array(p_written #>> '{}', '|')
  end;
$$;
