-- Brings what is in a guest's cart into the cart of the customer that the guest turned out to
-- be. What a sku gets that is in both, and what limits it, says merged_lines. Coupons are
-- united, the customer's first; the customer's notes stay, or the guest's come. The guest's
-- cart is over then; merging it into the same cart again changes nothing and answers the same.
--
-- Answers one of
--   {"outcome": "merged", "cart": {…}, "context": {…}, "merged": {
--      "lines": [{"sku", "quantity"}], "reduced": [{"sku", "wanted", "got", "reason"}],
--      "coupons": ["SUMMER10"], "coupons_left_out": []}}
--   what lock_cart refuses, of either cart; the version is that of the customer's
--
-- Locks: both carts, in order of their ids.
create or replace function spindle.merge_carts(
  p_tenant_id     text,
  p_customer_id   uuid,
  p_cart_token    text,  -- of the guest's cart
  p_cart_id       uuid,  -- the customer's
  p_version       bigint,
  p_guest_cart_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_now     timestamptz := spindle.clock();
  v_guest   spindle.carts;
  v_again   boolean;
  v_refusal jsonb;
  v_report  jsonb;
begin
  perform 1
     from spindle.carts c
    where c.tenant_id = p_tenant_id
      and c.cart_id in (p_cart_id, p_guest_cart_id)
    order by c.cart_id
      for update;

  select c.* into v_guest
    from spindle.carts c
   where c.tenant_id = p_tenant_id
     and c.cart_id = p_guest_cart_id
     and spindle.is_owner(c.customer_id, c.token_hash, null, p_cart_token);

  v_again := coalesce(v_guest.merged_into = p_cart_id, false);
  v_refusal := coalesce(
    spindle.lock_cart(p_tenant_id, p_customer_id, null, p_cart_id, case when not v_again then p_version end),
    case when v_guest.cart_id is null then jsonb_build_object('outcome', 'not_found')
         when not v_again then spindle.cart_refusal(v_guest)
    end);

  if v_refusal is not null then
    return v_refusal;
  elsif v_again then
    return jsonb_build_object('outcome', 'merged', 'merged', v_guest.merge_report)
           || spindle.cart_json(p_tenant_id, p_cart_id, null);
  end if;

  v_report := spindle.take_over_lines(p_tenant_id, p_cart_id, p_guest_cart_id)
              || spindle.take_over_coupons(p_tenant_id, p_cart_id, p_guest_cart_id);

  update spindle.carts c
     set notes = coalesce(c.notes, v_guest.notes)
   where c.tenant_id = p_tenant_id and c.cart_id = p_cart_id;

  update spindle.carts c
     set status = 'merged', merged_into = p_cart_id, merge_report = v_report,
         version = c.version + 1, updated_at = v_now
   where c.tenant_id = p_tenant_id and c.cart_id = p_guest_cart_id;

  return spindle.touch_cart(p_tenant_id, p_cart_id, 'merged') || jsonb_build_object('merged', v_report);
end;
$$;

grant execute on function spindle.merge_carts to spindle_component;
