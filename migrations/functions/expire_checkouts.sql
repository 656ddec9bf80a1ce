-- Ends checkouts that nobody was at for too long, at most p_limit of them.
--
-- Answers {"outcome": "expired", "count": 12}. Several sweeps share the work: a checkout that
-- somebody holds is skipped, and is refused by its time anyway.
create or replace function spindle.expire_checkouts(p_limit bigint)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now   timestamptz := spindle.clock();
  v_count bigint;
begin
  with due as (
    select k.tenant_id, k.checkout_id
      from spindle.checkouts k
     where k.status = 'open'
       and k.expires_at <= v_now
     order by k.expires_at
     limit p_limit
       for update skip locked
  )
  update spindle.checkouts k
     set status = 'expired', updated_at = v_now
    from due
   where k.tenant_id = due.tenant_id
     and k.checkout_id = due.checkout_id;

  get diagnostics v_count = row_count;
  return jsonb_build_object('outcome', 'expired', 'count', v_count);
end;
$$;

grant execute on function spindle.expire_checkouts to spindle_component;
