-- What an order is found by: its number, e-mail addresses, names and skus (search_words).
create or replace function spindle.order_words(
  p_tenant_id text,
  p_number    text,
  p_email     text,
  p_shipping  jsonb,
  p_billing   jsonb,
  p_skus      text[]
)
  returns tsvector
  language plpgsql
  stable
as $$
begin
  return array_to_tsvector(spindle.search_words(p_tenant_id, array[
      p_number, p_email,
      p_shipping->>'first_name', p_shipping->>'last_name', p_shipping->>'email',
      p_billing->>'first_name', p_billing->>'last_name', p_billing->>'email'] || p_skus));
end;
$$;
