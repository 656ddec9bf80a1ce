-- A warehouse as the API shows it.
create or replace function spindle.warehouse_json(w spindle.warehouses)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'code', w.warehouse, 'name', w.name, 'country', w.country, 'region', w.region,
    'priority', w.priority, 'markup', trim_scale(w.markup)::text, 'status', w.status);
end;
$$;
