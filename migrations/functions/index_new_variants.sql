-- Lets products be found by the skus they have got. A product has always a first variant, so this is
-- also what makes a new product found at all.
create or replace function spindle.index_new_variants()
  returns trigger
  language plpgsql
as $$
begin
  update spindle.products p
     set search = spindle.product_words(p.tenant_id, p.product_id, p.name)
    from (select distinct v.tenant_id, v.product_id from added v) changed
   where p.tenant_id = changed.tenant_id and p.product_id = changed.product_id;
  return null;
end;
$$;

create or replace trigger new_variants_are_found
  after insert on spindle.variants
  referencing new table as added
  for each statement
  execute function spindle.index_new_variants();
