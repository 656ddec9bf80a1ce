-- Writers of single products go on beside each other; an import of the tenant waits for them, and they
-- for it, so that both can make a sku that nobody had. Taken before any row of the catalog.
create or replace function spindle.share_catalog(p_tenant_id text)
  returns void
  language plpgsql
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(concat_ws(chr(31), p_tenant_id, 'catalog'), 0));
end;
$$;
