-- What may become of an order, by what, and who may do it: the one table that functions, the trigger
-- check_transition, docs/orders.md and the tests share. What leaves the status as it is names it twice.
create or replace function spindle.order_transitions()
  returns table (action text, from_status text, to_status text, roles text[])
  language sql
  immutable
as $$
  values
    ('pay',            'PENDING',    'CONFIRMED',      array['payments']),
    ('decline',        'PENDING',    'PAYMENT_FAILED', array['payments']),
    ('expire',         'PENDING',    'CANCELLED',      array['sweep']),
    ('cancel',         'PENDING',    'CANCELLED',      array['customer', 'guest', 'admin']),
    ('cancel',         'CONFIRMED',  'CANCELLED',      array['customer', 'guest', 'admin']),
    ('cancel',         'PROCESSING', 'CANCELLED',      array['admin']),
    ('edit',           'PENDING',    'PENDING',        array['customer', 'guest', 'admin']),
    ('edit',           'CONFIRMED',  'CONFIRMED',      array['customer', 'guest', 'admin']),
    ('edit',           'PROCESSING', 'PROCESSING',     array['admin']),
    ('process',        'CONFIRMED',  'PROCESSING',     array['admin']),
    ('ship',           'CONFIRMED',  'PROCESSING',     array['admin']),
    ('ship',           'CONFIRMED',  'SHIPPED',        array['admin']),
    ('ship',           'PROCESSING', 'PROCESSING',     array['admin']),
    ('ship',           'PROCESSING', 'SHIPPED',        array['admin']),
    ('deliver',        'PROCESSING', 'PROCESSING',     array['admin', 'callback']),
    ('deliver',        'SHIPPED',    'SHIPPED',        array['admin', 'callback']),
    ('deliver',        'SHIPPED',    'DELIVERED',      array['admin', 'callback']),
    ('complete',       'DELIVERED',  'COMPLETED',      array['sweep', 'admin']),
    ('request_return', 'DELIVERED',  'DELIVERED',      array['customer', 'guest']),
    ('return',         'SHIPPED',    'SHIPPED',        array['admin']),
    ('return',         'SHIPPED',    'RETURNED',       array['admin']),
    ('return',         'DELIVERED',  'DELIVERED',      array['admin']),
    ('return',         'DELIVERED',  'RETURNED',       array['admin']),
    ('return',         'COMPLETED',  'COMPLETED',      array['admin']),
    ('return',         'COMPLETED',  'RETURNED',       array['admin']);
$$;
