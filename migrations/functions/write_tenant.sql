-- Writes every setting of a tenant that exists. Returns the row as it is afterwards.
create or replace function spindle.write_tenant(p_tenant spindle.tenants)
  returns spindle.tenants
  language plpgsql
as $$
declare
  v_tenant spindle.tenants;
begin
  update spindle.tenants t
     set name               = p_tenant.name,
         currency           = p_tenant.currency,
         sells_in           = p_tenant.sells_in,
         country            = p_tenant.country,
         region             = p_tenant.region,
         time_zone          = p_tenant.time_zone,
         price_list         = p_tenant.price_list,
         prices_include_tax = p_tenant.prices_include_tax,
         rounding           = p_tenant.rounding,
         cart_merge         = p_tenant.cart_merge,
         empty_cart_hours   = p_tenant.empty_cart_hours,
         guest_cart_days    = p_tenant.guest_cart_days,
         customer_cart_days = p_tenant.customer_cart_days,
         checkout_minutes   = p_tenant.checkout_minutes,
         hold_minutes       = p_tenant.hold_minutes,
         return_days        = p_tenant.return_days,
         capture            = p_tenant.capture,
         line_limit         = p_tenant.line_limit,
         quantity_limit     = p_tenant.quantity_limit,
         coupon_limit       = p_tenant.coupon_limit,
         promotion_policy   = p_tenant.promotion_policy,
         legal_name         = p_tenant.legal_name,
         legal_address      = p_tenant.legal_address,
         tax_number         = p_tenant.tax_number,
         invoice_note       = p_tenant.invoice_note
   where t.tenant_id = p_tenant.tenant_id
  returning t.* into strict v_tenant;

  return v_tenant;
end;
$$;
