-- Writes the credit note of an amount of money, with its share of each tax (credited_taxes). None where
-- nothing is left to credit. The caller has locked the order: locks the paper counter.
create or replace function spindle.credit_money(
  p_tenant_id      text,
  p_order_id       uuid,
  p_amount_minor   bigint,
  p_weights        jsonb,
  p_transaction_id bigint,  -- the refund; null: what was owed and is not any more
  p_content        jsonb    -- {"reason", "refund"?}
)
  returns void
  language plpgsql
as $$
declare
  v_taxes jsonb := spindle.credited_taxes(p_tenant_id, p_order_id, p_amount_minor, p_weights);
begin
  if v_taxes = '[]' then
    return;
  end if;

  perform spindle.write_paper(p_tenant_id, p_order_id, 'credit_note', p_transaction_id, p_content || (
    select jsonb_build_object(
      'invoice',   spindle.refers_to(p_tenant_id, p_order_id),
      'lines',     '[]'::jsonb,
      'shipping',  '[]'::jsonb,
      'discounts', '[]'::jsonb,
      'taxes',     v_taxes,
      'totals',    jsonb_build_object(
        'net_minor',   sum(t.net_minor),
        'tax_minor',   sum(t.tax_minor),
        'total_minor', sum(t.gross_minor)))
      from jsonb_to_recordset(v_taxes) as t(net_minor bigint, tax_minor bigint, gross_minor bigint)));
end;
$$;
