-- What a quote needs to try a campaign on a cart, or on items that are in none. Answers one of
--   {"outcome": "found", "context": {…}, "campaign": {…} or null}   the campaign as campaign_json writes
--                                                                   it, whether it counts now or not
--   {"outcome": "not_found"}   no such campaign
--   {"outcome": "no_cart"}     no such cart, or it is not open
--   what quote_view says of items
create or replace function spindle.campaign_trial_view(
  p_tenant_id       text,
  p_campaign_id     uuid,   -- null: one that is not kept
  p_cart_id         uuid,   -- null: the items
  p_customer_id     uuid,   -- who would buy the items; null: nobody in particular
  p_items           jsonb,
  p_coupons         jsonb,
  p_shipping_method text,
  p_currency        text    -- null: the tenant's
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign jsonb;
  v_answer   jsonb;
begin
  if p_campaign_id is not null then
    select spindle.campaign_json(c) into v_campaign
      from spindle.campaigns c
     where c.tenant_id = p_tenant_id and c.campaign_id = p_campaign_id;
    if not found then
      return jsonb_build_object('outcome', 'not_found');
    end if;
  end if;

  if p_cart_id is null then
    v_answer := spindle.quote_view(
      p_tenant_id, p_customer_id, p_items, p_coupons, p_shipping_method, p_currency, null);
  else
    select jsonb_build_object('outcome', 'found',
                              'context', spindle.cart_json(c.tenant_id, c.cart_id, null)->'context')
      into v_answer
      from spindle.carts c
     where c.tenant_id = p_tenant_id and c.cart_id = p_cart_id and c.status = 'open';
    if not found then
      return jsonb_build_object('outcome', 'no_cart');
    end if;
  end if;

  return v_answer || case
    when v_answer->>'outcome' = 'found' then jsonb_build_object('campaign', v_campaign)
    else '{}'
  end;
end;
$$;

grant execute on function spindle.campaign_trial_view to spindle_component;
