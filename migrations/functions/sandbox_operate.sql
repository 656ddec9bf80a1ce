-- Captures, voids or refunds a charge at the payment provider without a bank. The same key gives the
-- same operation, also when many ask at once. The token of the charge may want it otherwise:
-- tok_refund_declined, tok_capture_pending, tok_void_timeout_before, ….
--
-- Answers one of
--   {"outcome": "operated", "operation": {…}, "hangs": false}  hangs: the token wants no answer
--   {"outcome": "hanging"}                                     likewise, and nothing was done
--   {"outcome": "key_reused"}                                  the key was first used for something else
--   {"outcome": "not_found"}                                   there is no such charge
--
-- Locks the charge.
create or replace function spindle.sandbox_operate(
  p_tenant_id    text,
  p_kind         text,    -- capture, void, refund
  p_key          text,
  p_charge_key   text,
  p_amount_minor bigint,  -- null: all of the charge
  p_currency     text     -- null: that of the charge
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_charge spindle.sandbox_charges;
  v_done   spindle.sandbox_operations;
  v_wish   text;
  v_reason text;
begin
  select c.* into v_charge
    from spindle.sandbox_charges c
   where c.tenant_id = p_tenant_id and c.key = p_charge_key
     for update;

  if not found then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  v_wish := case when starts_with(v_charge.token, 'tok_' || p_kind || '_')
                 then substr(v_charge.token, length('tok_' || p_kind || '_') + 1) else 'succeeded' end;
  if v_wish = 'timeout_before' then
    return jsonb_build_object('outcome', 'hanging');
  end if;

  select p.* into v_done
    from spindle.sandbox_operations p
   where p.tenant_id = p_tenant_id and p.key = p_key;

  if not found then
    v_reason := coalesce(
      spindle.sandbox_refusal(v_charge, p_kind, coalesce(p_amount_minor, v_charge.amount_minor),
                              coalesce(p_currency, v_charge.currency)),
      case v_wish when 'declined' then 'refused_by_bank' end);

    insert into spindle.sandbox_operations
           (tenant_id, key, operation_id, kind, charge_key, amount_minor, status, reason, made_at)
    values (p_tenant_id, p_key, left(p_kind, 2) || '_' || replace(gen_random_uuid()::text, '-', ''),
            p_kind, p_charge_key, coalesce(p_amount_minor, v_charge.amount_minor),
            case when v_reason is not null then 'declined' when v_wish = 'pending' then 'pending' else 'succeeded' end,
            v_reason, spindle.clock())
    returning * into v_done;
  elsif (v_done.kind, v_done.charge_key, v_done.amount_minor)
        is distinct from (p_kind, p_charge_key, coalesce(p_amount_minor, v_charge.amount_minor)) then
    return jsonb_build_object('outcome', 'key_reused');
  end if;

  return jsonb_build_object(
    'outcome', 'operated', 'operation', spindle.sandbox_operation_json(v_done), 'hangs', v_wish = 'timeout_after');
end;
$$;

grant execute on function spindle.sandbox_operate to spindle_component;
