-- Whether an order in this status ended without goods: nothing is due any more, and nothing is charged.
create or replace function spindle.is_over(p_status text)
  returns boolean
  language sql
  immutable
as $$
  select p_status in ('CANCELLED', 'RETURNED', 'PAYMENT_FAILED');
$$;
