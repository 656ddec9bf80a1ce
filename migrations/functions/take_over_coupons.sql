-- Brings the coupons of a guest's cart into a customer's, as many as fit; part of merge_carts,
-- which holds both. Returns {"coupons": ["SUMMER10"], "coupons_left_out": []}.
create or replace function spindle.take_over_coupons(p_tenant_id text, p_cart_id uuid, p_guest_cart_id uuid)
  returns jsonb
  language plpgsql
as $$
declare
  v_room     bigint;
  v_brought  text[];
begin
  select t.coupon_limit - (select count(*) from spindle.cart_coupons k
                            where k.tenant_id = p_tenant_id and k.cart_id = p_cart_id)
    into strict v_room
    from spindle.tenants t
   where t.tenant_id = p_tenant_id;

  v_brought := array(
    select g.code
      from spindle.cart_coupons g
     where g.tenant_id = p_tenant_id
       and g.cart_id = p_guest_cart_id
       and not exists (select from spindle.cart_coupons k
                        where k.tenant_id = p_tenant_id and k.cart_id = p_cart_id and k.code = g.code)
     order by g.added_at, g.code);

  v_room := greatest(v_room, 0);

  insert into spindle.cart_coupons (tenant_id, cart_id, code, added_at)
  select p_tenant_id, p_cart_id, code, spindle.clock()
    from unnest(v_brought[:v_room]) code;

  return jsonb_build_object(
    'coupons', to_jsonb(v_brought[:v_room]), 'coupons_left_out', to_jsonb(v_brought[v_room + 1:]));
end;
$$;
