-- An import as the API shows it.
create or replace function spindle.import_json(i spindle.imports)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'id', i.import_id, 'status', i.status, 'actor', i.actor, 'row_count', i.row_count,
    'error_count', i.error_count, 'errors', i.errors, 'counts', i.counts,
    'created_at', spindle.iso_time(i.created_at), 'applied_at', spindle.iso_time(i.applied_at));
end;
$$;
