-- Ends carts that nobody wrote to for too long, at most p_limit of them. Carts that are over
-- already, because they have become an order or were merged, are only told, so that what is
-- kept elsewhere about them can be forgotten.
--
-- Answers {"outcome": "expired", "count": 2, "carts": ["<cart id>", …]}: how many have ended, and
-- all that were found. Several sweeps share the work: a cart that somebody holds is skipped,
-- and is refused by its time anyway. Each cart is found once.
create or replace function spindle.expire_carts(p_limit bigint)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now    timestamptz := spindle.clock();
  v_answer jsonb;
begin
  with due as (
    select c.tenant_id, c.cart_id, c.status = 'open' as ends
      from spindle.carts c
     where c.expires_at <= v_now
     order by c.expires_at
     limit p_limit
       for update skip locked
  ), swept as (
    update spindle.carts c
       set expires_at = null,
           status     = case when due.ends then 'expired' else c.status end,
           version    = case when due.ends then c.version + 1 else c.version end,
           updated_at = case when due.ends then v_now else c.updated_at end
      from due
     where c.tenant_id = due.tenant_id
       and c.cart_id = due.cart_id
    returning c.cart_id, due.ends
  )
  select jsonb_build_object(
           'outcome', 'expired',
           'count', count(*) filter (where s.ends),
           'carts', coalesce(jsonb_agg(s.cart_id), '[]'))
    into v_answer
    from swept s;

  return v_answer;
end;
$$;

grant execute on function spindle.expire_carts to spindle_component;
