-- The words of texts, for a search by their beginnings: in lower case, each text as a whole and
-- in its pieces, with the tenant before it.
--
-- The tenant is part of the word because a GIN index has no other place for it: without it, a
-- search for 'john' would read the Johns of all tenants.
create or replace function spindle.search_words(p_tenant_id text, p_texts text[])
  returns text[]
  language plpgsql
  immutable
as $$
begin
  return (
    select coalesce(array_agg(distinct p_tenant_id || ':' || word), '{}')
      from unnest(p_texts) as written(one),
           lateral (select lower(one)
                     union
                    select regexp_split_to_table(lower(one), '[^[:alnum:]]+')) as pieces(word)
     where word <> '' and length(word) <= 254);
end;
$$;
