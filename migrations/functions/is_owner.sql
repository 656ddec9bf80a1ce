-- Whether a cart or an order is the caller's: a customer's by the id, a guest's by the
-- secret whose hash it keeps. Exactly one of p_customer_id and p_cart_token is given.
--
-- Inlined into the statements that call it; hence SQL, not PL/pgSQL.
create or replace function spindle.is_owner(
  p_row_customer_id uuid,
  p_row_token_hash  bytea,
  p_customer_id     uuid,
  p_cart_token      text
)
  returns boolean
  language sql
  stable
as $$
  select coalesce(p_row_customer_id = p_customer_id, false)
      or coalesce(p_row_token_hash = pg_catalog.sha256(pg_catalog.convert_to(p_cart_token, 'UTF8')), false);
$$;
