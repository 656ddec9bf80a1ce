-- Locks a product for a write and says why it cannot be written, or null when it can:
--   {"outcome": "not_found"}
--   {"outcome": "stale_version", "version": 7}  somebody wrote since p_version was read
create or replace function spindle.lock_product(
  p_tenant_id  text,
  p_product_id uuid,
  p_version    bigint  -- null: any
)
  returns jsonb
  language plpgsql
as $$
declare
  v_version bigint;
begin
  perform spindle.share_catalog(p_tenant_id);
  select p.version into v_version
    from spindle.products p
   where p.tenant_id = p_tenant_id and p.product_id = p_product_id
     for update;

  return case
    when not found then jsonb_build_object('outcome', 'not_found')
    when v_version <> p_version
      then jsonb_build_object('outcome', 'stale_version', 'version', v_version)
  end;
end;
$$;
