-- Products are found by words, through an index that reads only what it finds.

alter table spindle.products add column search tsvector not null default '';

comment on column spindle.products.search is
  'What it is found by: the words of its name and its skus, each with the tenant before it (product_words).';

-- The functions are there whenever there are products.
do $$
begin
  if exists (select from spindle.products) then
    update spindle.products p
       set search = array_to_tsvector(spindle.search_words(p.tenant_id, p.name || array(
             select v.sku from spindle.variants v
              where v.tenant_id = p.tenant_id and v.product_id = p.product_id)));
  end if;
end;
$$;

create index products_by_words on spindle.products using gin (search);
