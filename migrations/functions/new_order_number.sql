-- A number a person can read out: ORD- and ten signs without I, L, O and U. Random, so that it
-- says nothing about how much the tenant sells. One in 10^15 is taken already: write_order draws
-- again then.
create or replace function spindle.new_order_number()
  returns text
  language plpgsql
  volatile
as $$
declare
  v_bytes bytea := uuid_send(gen_random_uuid());
begin
  -- Bytes 6 and 8 of a random UUID are partly fixed.
  return (
    select 'ORD-' || string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
                                       1 + (get_byte(v_bytes, i) & 31), 1), '')
      from unnest(array[0, 1, 2, 3, 4, 5, 9, 10, 11, 12]) i);
end;
$$;
