-- Lets a product be found by its new name.
create or replace function spindle.index_new_name()
  returns trigger
  language plpgsql
as $$
begin
  new.search := spindle.product_words(new.tenant_id, new.product_id, new.name);
  return new;
end;
$$;

create or replace trigger new_names_are_found
  before update of name on spindle.products
  for each row when (old.name <> new.name)
  execute function spindle.index_new_name();
