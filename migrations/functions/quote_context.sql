-- Everything a quote needs, so that pricing itself reads nothing.
--
-- p_lines is [{"line_id", "sku", "quantity"}, …]. Returns
--   {"tenant", "currency", "tax_rate": "0.0825", "policy", "at": epoch ms,
--    "customer": {"id", "orders_placed"} or null,
--    "lines": [{"line_id", "sku", "product_id", "variant_id", "name", "categories",
--               "quantity", "unit_price_minor" or null, "available"}, …],
--    "shipping": {"code", "name", "amount_minor"} or null,
--    "coupons": ["SUMMER10"],
--    "campaigns": [{…, "uses_left" or null}, …]}
-- Campaigns are those that apply by themselves and those whose coupon is entered,
-- in order of their ids: the order of rows never changes a price.
create or replace function spindle.quote_context(
  p_tenant_id       text,
  p_currency        text,
  p_customer_id     uuid,
  p_lines           jsonb,
  p_coupons         jsonb,  -- ["SUMMER10", …], upper case
  p_shipping_method text
)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return (
    select jsonb_build_object(
      'tenant',   t.tenant_id,
      'currency', p_currency,
      'tax_rate', (select coalesce(max(x.rate), 0)::text from spindle.tax_rates x
                    where x.tenant_id = t.tenant_id and x.country = t.country
                      and x.region = '' and x.tax_class = 'standard'),
      'policy',   t.promotion_policy,
      'at',       (extract(epoch from spindle.clock()) * 1000)::bigint,
      'customer', case when p_customer_id is not null then jsonb_build_object(
        'id', p_customer_id,
        'orders_placed', (select count(*) from spindle.orders o
                           where o.tenant_id = t.tenant_id
                             and o.customer_id = p_customer_id
                             and o.status <> 'PAYMENT_FAILED')) end,
      'lines',    coalesce((
        select jsonb_agg(jsonb_build_object(
                 'line_id',          l.line_id,
                 'sku',              l.sku,
                 'product_id',       v.product_id,
                 'variant_id',       v.variant_id,
                 'name',             concat_ws(' - ', p.name, nullif(v.name, '')),
                 'categories',       to_jsonb(p.categories),
                 'quantity',         l.quantity,
                 'unit_price_minor', case when v.status = 'active' and p.status = 'active'
                                          then r.amount_minor end,
                 'available',        coalesce(s.available, 0),
                 'warehouse',        s.warehouse)
               order by l.position)
          from rows from (jsonb_to_recordset(p_lines) as (line_id uuid, sku text, quantity bigint))
               with ordinality as l(line_id, sku, quantity, position)
          join spindle.variants v on v.tenant_id = t.tenant_id and v.sku = l.sku
          join spindle.products p on p.tenant_id = t.tenant_id and p.product_id = v.product_id
          left join spindle.prices r
            on r.tenant_id = t.tenant_id and r.sku = l.sku and r.currency = p_currency
           and r.list = t.price_list and r.min_quantity = 1 and r.segment is null
           and r.vip_level is null and r.warehouse is null
          left join spindle.supply(p_tenant_id, p_lines, t.country, t.region) s
            on s.line_id = l.line_id), '[]'),
      'shipping', (select jsonb_build_object('code', m.code, 'name', m.name,
                            'amount_minor', coalesce((select r.amount_minor from spindle.shipping_rates r
                                                       where r.tenant_id = m.tenant_id and r.code = m.code
                                                         and r.country = '' and r.from_value = 0), 0))
                     from spindle.shipping_methods m
                    where m.tenant_id = t.tenant_id
                      and m.code = p_shipping_method),
      'coupons',   p_coupons,
      'campaigns', coalesce((
        select jsonb_agg(spindle.campaign_json(c) order by c.campaign_id)
          from spindle.campaigns c
         where c.tenant_id = t.tenant_id
           and c.status = 'active'
           and (c.coupon_code is null or p_coupons ? c.coupon_code)), '[]'))
      from spindle.tenants t
     where t.tenant_id = p_tenant_id);
end;
$$;
