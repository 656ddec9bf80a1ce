-- Says whether a product is for sale. Nothing is ever deleted: orders and stock still know it.
--
-- Answers {"outcome": "saved", "product": {…}} or what lock_product refuses.
create or replace function spindle.set_product_status(
  p_tenant_id  text,
  p_product_id uuid,
  p_version    bigint,
  p_status     text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_refusal jsonb := spindle.lock_product(p_tenant_id, p_product_id, p_version);
begin
  if v_refusal is not null then
    return v_refusal;
  end if;

  update spindle.products p
     set status = p_status, version = p.version + 1, updated_at = spindle.clock()
   where p.tenant_id = p_tenant_id and p.product_id = p_product_id;

  return jsonb_build_object(
    'outcome', 'saved', 'product', spindle.products_json(p_tenant_id, array[p_product_id], true)->0);
end;
$$;

grant execute on function spindle.set_product_status to spindle_component;
