-- Whether a shipping method goes to an address at all. How much of what it takes there is the
-- quote's to say: weight and amount decide, too.
create or replace function spindle.ships_to(p_tenant_id text, p_code text, p_address jsonb)
  returns boolean
  language plpgsql
  stable
as $$
begin
  return exists (
    select from jsonb_array_elements(spindle.shipping_json(
             p_tenant_id, p_address->>'country_code', upper(btrim(p_address->>'state')), p_code)) method
     where method->>'kind' = 'pickup' or method->'rates' <> '[]');
end;
$$;
