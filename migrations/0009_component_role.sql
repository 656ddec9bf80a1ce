-- The role components speak as: it may call the functions that grant it
-- execution, and nothing else. Roles belong to the whole server, so another
-- database on it may have made it already, or be making it right now.
do $$
begin
  create role spindle_component nologin;
exception
  when duplicate_object or unique_violation then null;
end;
$$;

revoke all on schema spindle from public;
-- An owner who is no superuser must be a member to become it.
grant spindle_component to current_user;

grant usage on schema spindle to spindle_component;

-- A new function is nobody's until its file grants it.
alter default privileges revoke execute on functions from public;
