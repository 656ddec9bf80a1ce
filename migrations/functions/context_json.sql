-- Everything a quote needs, for a customer as customer_json writes it. See quote_context.
create or replace function spindle.context_json(
  p_tenant_id       text,
  p_currency        text,
  p_customer        jsonb,
  p_lines           jsonb,
  p_coupons         jsonb,
  p_shipping_method text,
  p_destination     jsonb
)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_now     timestamptz := spindle.clock();
  v_tenant  spindle.tenants;
  v_country text;
  v_region  text;
begin
  select t.* into v_tenant from spindle.tenants t where t.tenant_id = p_tenant_id;
  if p_destination->>'country' is null then
    v_country := v_tenant.country;
    v_region := v_tenant.region;
  else
    v_country := p_destination->>'country';
    v_region := coalesce(upper(btrim(p_destination->>'region')), '');
  end if;

  return (
    with line as (
      select l.*, sum(l.quantity) over (partition by l.sku) as of_sku
        from rows from (jsonb_to_recordset(p_lines) as (
               line_id uuid, sku text, quantity bigint, all_tiers boolean))
             with ordinality as l(line_id, sku, quantity, all_tiers, position)
    ), priced as materialized (
      select l.position, l.line_id, l.sku, l.quantity, v.product_id, v.variant_id, v.weight_grams,
             concat_ws(' - ', p.name, nullif(v.name, '')) as name, p.categories,
             s.warehouse, coalesce(s.markup, 0) as markup, coalesce(s.available, 0) as available,
             spindle.tax_rate(p_tenant_id, v_country, v_region, p.tax_class) as tax_rate,
             r.prices, r.currencies
        from line l
        -- "offset 0": one probe per line. The planner takes p_lines for a hundred rows, and would
        -- rather read every variant of the tenant.
        join lateral (select w.* from spindle.variants w
                       where w.tenant_id = p_tenant_id and w.sku = l.sku offset 0) v on true
        join lateral (select w.* from spindle.products w
                       where w.tenant_id = p_tenant_id and w.product_id = v.product_id offset 0) p on true
        left join spindle.supply(p_tenant_id, p_lines, v_country, v_region) s
          on s.line_id = l.line_id
        left join lateral (
          select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                   'amount_minor', r.amount_minor,
                   'currency',     r.currency,
                   'min_quantity', r.min_quantity,
                   'segment',      r.segment,
                   'vip_level',    r.vip_level,
                   'warehouse',    r.warehouse,
                   'valid_from',   (extract(epoch from r.valid_from) * 1000)::bigint))) as prices,
                 array_agg(distinct r.currency) as currencies
            from spindle.prices r
           where r.tenant_id = p_tenant_id
             and r.sku = l.sku
             and r.list = v_tenant.price_list
             and (r.min_quantity <= l.of_sku or l.all_tiers)
             and (r.valid_from is null or r.valid_from <= v_now)
             and (r.valid_until is null or r.valid_until > v_now)
             and (r.segment is null or p_customer->'segments' ? r.segment)
             and (r.vip_level is null or r.vip_level = p_customer->>'vip_level')
             and (r.warehouse is null or r.warehouse = s.warehouse)
             and v.status = 'active'
             and p.status = 'active') r on true
    )
    select jsonb_build_object(
      'tenant',             p_tenant_id,
      'currency',           p_currency,
      'base_currency',      v_tenant.currency,
      'rounding',           v_tenant.rounding,
      'prices_include_tax', v_tenant.prices_include_tax,
      'policy',             v_tenant.promotion_policy,
      'disabled_promotions', (
        select f.digest from spindle.promotion_failures f
         where f.tenant_id = p_tenant_id and f.disabled_at is not null),
      'at',                 (extract(epoch from v_now) * 1000)::bigint,
      'destination',        jsonb_build_object('country', v_country, 'region', v_region),
      'customer',           p_customer,
      'lines',              coalesce((
        select jsonb_agg(jsonb_build_object(
                 'line_id',      l.line_id,
                 'sku',          l.sku,
                 'product_id',   l.product_id,
                 'variant_id',   l.variant_id,
                 'name',         l.name,
                 'categories',   to_jsonb(l.categories),
                 'quantity',     l.quantity,
                 'prices',       coalesce(l.prices, '[]'),
                 'tax_rate',     l.tax_rate::text,
                 'weight_grams', l.weight_grams,
                 'available',    l.available,
                 'warehouse',    l.warehouse,
                 'markup',       l.markup::text) order by l.position)
          from priced l), '[]'),
      'rates',              spindle.rates_json(p_tenant_id, p_currency, (
        select array_agg(distinct other.currency)
          from (select unnest(l.currencies) as currency from priced l
                 union all
                select v_tenant.currency) other
         where other.currency <> p_currency)),
      'shipping_tax_rate',  spindle.tax_rate(p_tenant_id, v_country, v_region, 'shipping')::text,
      'shipping_method',    p_shipping_method,
      'shipping_methods',   case
        when p_destination is not null then
          spindle.shipping_json(p_tenant_id, v_country, v_region, null)
        when p_shipping_method is not null then
          spindle.shipping_json(p_tenant_id, v_country, v_region, p_shipping_method)
        else '[]'
      end,
      'coupons',            p_coupons,
      'campaigns',          spindle.campaigns_json(p_tenant_id, p_customer, p_coupons)));
end;
$$;
