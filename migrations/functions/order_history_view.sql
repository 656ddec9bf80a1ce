-- What happened to an order, the oldest first, from after p_after on.
--
-- Answers {"outcome": "listed", "entries": [{"id", "status", "payment_status", "note", "actor", "occurred_at",
-- "detail"}], "next": id or null} or {"outcome": "not_found"}, also for somebody else's order. To its owner an
-- actor is only the kind of it ("admin"), and details are not for them.
create or replace function spindle.order_history_view(
  p_tenant_id   text,
  p_customer_id uuid,  -- with p_cart_token null: an admin
  p_cart_token  text,
  p_reference   text,
  p_after       bigint,
  p_limit       bigint
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_order_id uuid := spindle.own_order(p_tenant_id, p_customer_id, p_cart_token, p_reference);
  v_is_admin boolean := p_customer_id is null and p_cart_token is null;
begin
  if v_order_id is null then
    return jsonb_build_object('outcome', 'not_found');
  end if;

  return (
    with page as (
      select h.*, row_number() over (order by h.entry_id) as position
        from spindle.order_history h
       where h.tenant_id = p_tenant_id and h.order_id = v_order_id
         and (p_after is null or h.entry_id > p_after)
       order by h.entry_id
       limit p_limit + 1
    )
    select jsonb_build_object(
      'outcome', 'listed',
      'entries', coalesce(jsonb_agg(jsonb_build_object(
                   'id', page.entry_id, 'status', page.status, 'payment_status', page.payment_status,
                   'note', page.note, 'occurred_at', spindle.iso_time(page.occurred_at),
                   'actor', case when v_is_admin then page.actor else split_part(page.actor, ':', 1) end,
                   'detail', case when v_is_admin then page.detail end)
                   order by page.position) filter (where page.position <= p_limit), '[]'),
      'next', case when count(*) > p_limit
                   then max(page.entry_id) filter (where page.position <= p_limit) end)
      from page);
end;
$$;

grant execute on function spindle.order_history_view to spindle_component;
