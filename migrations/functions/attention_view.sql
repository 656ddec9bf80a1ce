-- One thing that needs a person. Answers {"outcome": "found", "attention": {…}} or
-- {"outcome": "not_found"}.
create or replace function spindle.attention_view(p_tenant_id text, p_attention_id bigint)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(
    (select jsonb_build_object('outcome', 'found', 'attention', spindle.attention_json(a))
       from spindle.attention a
      where a.tenant_id = p_tenant_id and a.attention_id = p_attention_id),
    jsonb_build_object('outcome', 'not_found'));
end;
$$;

grant execute on function spindle.attention_view to spindle_component;
