-- Deletes answers that are older than a day, at most p_limit of them.
--
-- Answers {"outcome": "forgotten", "count": 12}. Several sweeps share the work:
-- rows that another one is deleting are skipped.
create or replace function spindle.forget_answers(p_limit bigint)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_oldest timestamptz := spindle.clock() - interval '24 hours';
  v_count  bigint;
begin
  with old as (
    select k.tenant_id, k.principal, k.route, k.key
      from spindle.idempotency_keys k
     where k.created_at < v_oldest
     order by k.created_at
     limit p_limit
       for update skip locked
  )
  delete from spindle.idempotency_keys k
   using old
   where (k.tenant_id, k.principal, k.route, k.key) = (old.tenant_id, old.principal, old.route, old.key);

  get diagnostics v_count = row_count;
  return jsonb_build_object('outcome', 'forgotten', 'count', v_count);
end;
$$;

grant execute on function spindle.forget_answers to spindle_component;
