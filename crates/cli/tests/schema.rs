//! `spindle schema` against a real PostgreSQL. That `migrations/schema.sql` is not stale is tested
//! in `tests/rules/schema.rs`.

use super::support::TestDatabase;

#[tokio::test]
async fn the_dump_tells_everything_a_review_needs() {
    let Some(database) = TestDatabase::create("the_dump_tells_everything_a_review_needs").await
    else {
        return;
    };
    database
        .run(
            "create schema spindle; create role spindle_dump_test;
             create table spindle.parent (tenant_id text not null, id bigint generated always as identity,
               amount_minor bigint not null default 0 constraint never_negative check (amount_minor >= 0),
               primary key (tenant_id, id));
             create table spindle.child (tenant_id text, id bigint, name text unique,
               foreign key (tenant_id, id) references spindle.parent on delete cascade);
             create index child_by_id on spindle.child (id) where name is not null;
             comment on column spindle.parent.amount_minor is 'Cents; it''s never negative.';
             create function spindle.f(p_a text, p_b int default 3) returns jsonb language sql stable
               security definer set search_path = '' as 'select null::jsonb';
             revoke execute on all functions in schema spindle from public;
             grant execute on function spindle.f to spindle_dump_test;",
        )
        .await;

    let dump = cli::schema::dump(&database.url()).await;
    database
        .run("drop owned by spindle_dump_test; drop role spindle_dump_test")
        .await;

    let dump = dump.unwrap();
    for line in [
        "create table spindle.parent (",
        "  tenant_id text not null,",
        "  id bigint not null generated always as identity,",
        "  amount_minor bigint not null default 0,",
        "  constraint parent_pkey PRIMARY KEY (tenant_id, id),",
        "  constraint never_negative CHECK ((amount_minor >= 0))",
        "  constraint child_tenant_id_id_fkey FOREIGN KEY (tenant_id, id) REFERENCES spindle.parent(tenant_id, id) ON DELETE CASCADE",
        "CREATE INDEX child_by_id ON spindle.child USING btree (id) WHERE (name IS NOT NULL);",
        "function spindle.f(p_a text, p_b integer DEFAULT 3) returns jsonb sql stable security definer set search_path=\"\";",
        "grant execute on function spindle.f(p_a text, p_b integer) to spindle_dump_test;",
        "  'Cents; it''s never negative.';",
    ] {
        assert!(
            dump.lines().any(|is| is == line),
            "{line}\nis not in\n{dump}"
        );
    }
}
