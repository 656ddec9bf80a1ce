-- Lets one writer of these skus through at a time, and returns those that belong to another
-- product: ["MUG"]. A sku that nobody has can be locked, too: two requests that would both make
-- it wait for each other here, and the second finds it taken.
create or replace function spindle.lock_skus(p_tenant_id text, p_product_id uuid, p_variants jsonb)
  returns jsonb
  language plpgsql
as $$
begin
  perform spindle.share_catalog(p_tenant_id);
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), p_tenant_id, 'sku', locked.sku), 0))
     from (select w.sku
             from jsonb_to_recordset(p_variants) as w(sku text)
            order by hashtextextended(concat_ws(chr(31), p_tenant_id, 'sku', w.sku), 0)) locked;

  return (
    select coalesce(jsonb_agg(v.sku order by v.sku), '[]')
      from jsonb_to_recordset(p_variants) as w(sku text)
      join spindle.variants v on v.tenant_id = p_tenant_id and v.sku = w.sku
     where v.product_id is distinct from p_product_id);
end;
$$;
