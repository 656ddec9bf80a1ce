-- Whether settings of a tenant name a time zone that this server does not know.
create or replace function spindle.unknown_time_zone(p_settings jsonb)
  returns boolean
  language plpgsql
  stable
as $$
begin
  return (
    select p_settings ? 'time_zone'
           and not exists (select from pg_catalog.pg_timezone_names z
                            where z.name = p_settings->>'time_zone'));
end;
$$;
