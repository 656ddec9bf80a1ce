-- Makes a bundle an ordinary sku again, which has no stock yet.
--
-- Answers {"outcome": "removed"} or {"outcome": "not_found"}. Locks as put_bundle does.
create or replace function spindle.remove_bundle(p_tenant_id text, p_sku text)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), p_tenant_id, 'bundles'), 0));
  perform 1
     from spindle.variants v
    where v.tenant_id = p_tenant_id and v.sku = p_sku
      for no key update;
  delete from spindle.bundle_components b where b.tenant_id = p_tenant_id and b.bundle_sku = p_sku;

  return jsonb_build_object('outcome', case when found then 'removed' else 'not_found' end);
end;
$$;

grant execute on function spindle.remove_bundle to spindle_component;
