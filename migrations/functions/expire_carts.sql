-- Ends carts that nobody wrote to for too long, at most p_limit of them.
--
-- Answers {"outcome": "expired", "carts": ["<cart id>", …]}. Several sweeps share the work:
-- a cart that somebody holds is skipped, and is refused by its time anyway.
create or replace function spindle.expire_carts(p_limit bigint)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now   timestamptz := spindle.clock();
  v_carts jsonb;
begin
  with due as (
    select c.tenant_id, c.cart_id
      from spindle.carts c
     where c.status = 'open'
       and c.expires_at <= v_now
     order by c.expires_at
     limit p_limit
       for update skip locked
  ), expired as (
    update spindle.carts c
       set status = 'expired', version = c.version + 1, updated_at = v_now
      from due
     where c.tenant_id = due.tenant_id
       and c.cart_id = due.cart_id
    returning c.cart_id
  )
  select coalesce(jsonb_agg(e.cart_id), '[]') into v_carts from expired e;

  return jsonb_build_object('outcome', 'expired', 'carts', v_carts);
end;
$$;

grant execute on function spindle.expire_carts to spindle_component;
