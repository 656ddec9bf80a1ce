-- What somebody typed, as a search: every word, separated by white space, is the beginning of a
-- word that is looked for (search_words). Null for nothing typed; at most ten words count.
create or replace function spindle.search_query(p_tenant_id text, p_typed text)
  returns tsquery
  language plpgsql
  immutable
as $$
begin
  return (
    select string_agg(
             '''' || replace(replace(p_tenant_id || ':' || lower(word), '\', '\\'), '''', '''''') || ''':*',
             ' & ')::tsquery
      from (select word
              from regexp_split_to_table(p_typed, '\s+') with ordinality as typed(word, position)
             where word <> '' and length(word) <= 254
             order by position
             limit 10) as words);
end;
$$;
