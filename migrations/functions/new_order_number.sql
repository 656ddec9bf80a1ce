-- A number a person can read out: ORD- and ten signs without I, L, O and U. Random,
-- so that it says nothing about how much the tenant sells; one in 10^15 collides,
-- and then the next one is taken.
create or replace function spindle.new_order_number(p_tenant_id text)
  returns text
  language plpgsql
  volatile
as $$
declare
  v_bytes  bytea;
  v_number text;
begin
  loop
    v_bytes := uuid_send(gen_random_uuid());

    -- Bytes 6 and 8 of a random UUID are partly fixed.
    select 'ORD-' || string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
                                       1 + (get_byte(v_bytes, i) & 31), 1), '')
      into v_number
      from unnest(array[0, 1, 2, 3, 4, 5, 9, 10, 11, 12]) i;

    exit when not exists (select from spindle.orders o
                           where o.tenant_id = p_tenant_id and o.order_number = v_number);
  end loop;

  return v_number;
end;
$$;
