-- Why a person may be called: all reasons there are. What each means and what to do about it is in
-- docs/callbacks.md; a test compares.
create or replace function spindle.attention_reasons()
  returns setof text
  language sql
  immutable
as $$
  values
    -- Payments.
    ('paid_too_late'),
    ('payment_amount_differs'),
    ('payment_contradicted'),
    ('payment_not_ours'),
    ('payment_repeated'),
    ('payment_unknown'),
    ('capture_declined'),
    ('void_declined'),
    ('refund_declined'),
    ('refund_by_hand'),
    ('refund_not_ours'),
    -- Shipments.
    ('delivery_contradicted'),
    ('delivery_unknown'),
    ('shipment_returned'),
    ('return_requested'),
    -- Callbacks as such, and the sweep.
    ('callback_failed'),
    ('callback_never_fitted'),
    ('sweep_failed');
$$;
