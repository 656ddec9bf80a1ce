//! `spindle migrate` against a real PostgreSQL.

use super::support::TestDatabase;
use cli::migrate::{Migrations, SqlFile, migrate};

fn quiet(_: &str) {}

/// A schema of one table and the given functions, each `(name, text)`.
fn small(functions: &[(&str, &str)]) -> Migrations {
    let file = |folder: &str, (name, text): &(&str, &str)| {
        SqlFile::new(&format!("migrations/{folder}{name}.sql"), text)
    };
    Migrations {
        numbered: vec![file(
            "",
            &(
                "0001_start",
                "create schema spindle;\ncreate table spindle.t (a int);",
            ),
        )],
        functions: functions
            .iter()
            .map(|function| file("functions/", function))
            .collect(),
        invariants: Vec::new(),
    }
}

fn adds(parameter: &str) -> String {
    format!(
        "create or replace function spindle.add({parameter} int) returns int\n  \
         language sql as $$ select {parameter} + 1 $$;"
    )
}

async fn error(database: &TestDatabase, migrations: &Migrations) -> String {
    format!(
        "{:#}",
        migrations.apply(&database.url(), &quiet).await.unwrap_err()
    )
}

const FUNCTIONS: &str = "select coalesce(string_agg(p.oid::regprocedure::text, ' ' order by 1), '') \
    from pg_proc p where p.pronamespace = 'spindle'::regnamespace";

#[tokio::test]
async fn four_at_once_make_one_schema() {
    let Some(database) = TestDatabase::create("four_at_once_make_one_schema").await else {
        return;
    };
    let url = database.url();

    let four = [(); 4].map(|()| migrate(&url, &quiet));
    let [a, b, c, d] = four;
    let outcomes = tokio::join!(a, b, c, d);

    let done = [
        outcomes.0.unwrap(),
        outcomes.1.unwrap(),
        outcomes.2.unwrap(),
        outcomes.3.unwrap(),
    ];
    let applied: usize = done.iter().map(|done| done.migrations).sum();
    assert_eq!(applied, Migrations::embedded().numbered.len());
    assert!(
        done.iter()
            .all(|other| other.functions == done[0].functions),
        "{done:?}"
    );
}

#[tokio::test]
async fn sqlx_cli_finds_its_own_table() {
    let Some(database) = TestDatabase::create("sqlx_cli_finds_its_own_table").await else {
        return;
    };
    migrate(&database.url(), &quiet).await.unwrap();
    let before = database
        .text("select max(installed_on)::text from _sqlx_migrations")
        .await;

    // What sqlx-cli does: the same folder, read by sqlx itself, versions and checksums compared.
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations"));
    let migrator = sqlx::migrate::Migrator::new(folder).await.unwrap();
    let mut connection = cli::connection::connect(&database.url()).await.unwrap();
    migrator.run(&mut connection).await.unwrap();

    let after = database
        .text("select max(installed_on)::text from _sqlx_migrations")
        .await;
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_renamed_parameter_replaces_the_function() {
    let Some(database) = TestDatabase::create("a_renamed_parameter_replaces_the_function").await
    else {
        return;
    };
    small(&[("add", &adds("p_old"))])
        .apply(&database.url(), &quiet)
        .await
        .unwrap();

    small(&[("add", &adds("p_new"))])
        .apply(&database.url(), &quiet)
        .await
        .unwrap();

    let arguments = "select pg_get_function_arguments('spindle.add'::regproc)";
    assert_eq!(database.text(arguments).await, "p_new integer");
}

#[tokio::test]
async fn another_parameter_type_leaves_no_overload_behind() {
    let Some(database) =
        TestDatabase::create("another_parameter_type_leaves_no_overload_behind").await
    else {
        return;
    };
    small(&[("add", &adds("p_old"))])
        .apply(&database.url(), &quiet)
        .await
        .unwrap();

    let wider = adds("p_old")
        .replace("p_old int", "p_old bigint")
        .replace("returns int", "returns bigint");
    small(&[("add", &wider)])
        .apply(&database.url(), &quiet)
        .await
        .unwrap();

    assert_eq!(database.text(FUNCTIONS).await, "spindle.add(bigint)");
}

#[tokio::test]
async fn a_function_without_a_file_is_gone() {
    let Some(database) = TestDatabase::create("a_function_without_a_file_is_gone").await else {
        return;
    };
    let other = adds("p_x").replace("spindle.add", "spindle.other");
    small(&[("add", &adds("p_x")), ("other", &other)])
        .apply(&database.url(), &quiet)
        .await
        .unwrap();

    let done = small(&[("other", &other)])
        .apply(&database.url(), &quiet)
        .await
        .unwrap();

    assert_eq!(database.text(FUNCTIONS).await, "spindle.other(integer)");
    assert_eq!((done.migrations, done.functions), (0, 1));
}

#[tokio::test]
async fn functions_may_call_each_other_in_any_order() {
    let Some(database) = TestDatabase::create("functions_may_call_each_other_in_any_order").await
    else {
        return;
    };
    let first = "create or replace function spindle.a() returns int language sql as $$ select spindle.z() $$;";
    let last = "create or replace function spindle.z() returns int language sql as $$ select 7 $$;";

    small(&[("a", first), ("z", last)])
        .apply(&database.url(), &quiet)
        .await
        .unwrap();

    assert_eq!(database.text("select spindle.a()::text").await, "7");
}

#[tokio::test]
async fn a_bad_file_is_named_with_its_line_and_changes_nothing() {
    let Some(database) =
        TestDatabase::create("a_bad_file_is_named_with_its_line_and_changes_nothing").await
    else {
        return;
    };
    small(&[("add", &adds("p_x"))])
        .apply(&database.url(), &quiet)
        .await
        .unwrap();

    let missing_word =
        "create or replace function spindle.bad()\n  retuns int language sql as $$ select 1 $$;";
    let missing_table = "create or replace function spindle.bad() returns int\n  language sql as $$\n  select a from spindle.nowhere\n$$;";
    let broken_body = "create or replace function spindle.bad() returns int\n  language plpgsql as $$\nbegin\n  retrun 1;\nend;\n$$;";
    for (text, answer) in [
        (
            missing_word,
            r#"migrations/functions/bad.sql, line 2: syntax error at or near "retuns"."#,
        ),
        (
            missing_table,
            r#"migrations/functions/bad.sql, line 3: relation "spindle.nowhere" does not exist."#,
        ),
        (
            broken_body,
            r#"migrations/functions/bad.sql, line 4: syntax error at or near "retrun"."#,
        ),
    ] {
        assert_eq!(error(&database, &small(&[("bad", text)])).await, answer);
        assert_eq!(database.text(FUNCTIONS).await, "spindle.add(integer)");
    }
}

#[tokio::test]
async fn a_bad_migration_is_named_with_its_line() {
    let Some(database) = TestDatabase::create("a_bad_migration_is_named_with_its_line").await
    else {
        return;
    };
    let mut migrations = small(&[]);
    migrations.numbered.push(SqlFile::new(
        "migrations/0002_more.sql",
        "create table spindle.u (a int);\n\ncreate tabel spindle.v ();",
    ));

    assert_eq!(
        error(&database, &migrations).await,
        r#"migrations/0002_more.sql, line 3: syntax error at or near "tabel"."#,
    );
    assert_eq!(
        database
            .text("select coalesce(to_regclass('spindle.u')::text, 'none')")
            .await,
        "none"
    );
}

#[tokio::test]
async fn a_migration_that_was_edited_later_is_refused() {
    let Some(database) = TestDatabase::create("a_migration_that_was_edited_later_is_refused").await
    else {
        return;
    };
    small(&[]).apply(&database.url(), &quiet).await.unwrap();
    let mut edited = small(&[]);
    edited.numbered[0] = SqlFile::new("migrations/0001_start.sql", "create schema spindle;");

    assert_eq!(
        error(&database, &edited).await,
        "migrations/0001_start.sql was changed after it had been applied to this database: \
         write a new migration instead.",
    );
}

#[tokio::test]
async fn a_newer_database_is_left_alone() {
    let Some(database) = TestDatabase::create("a_newer_database_is_left_alone").await else {
        return;
    };
    let mut newer = small(&[]);
    newer.numbered.push(SqlFile::new(
        "migrations/0002_more.sql",
        "create table spindle.u (a int);",
    ));
    newer.apply(&database.url(), &quiet).await.unwrap();

    let sentence = error(&database, &small(&[])).await;

    assert!(
        sentence.starts_with("This database has migration 2, which this version"),
        "{sentence}"
    );
}

#[tokio::test]
async fn nobody_may_call_a_function_that_was_not_granted() {
    let Some(database) =
        TestDatabase::create("nobody_may_call_a_function_that_was_not_granted").await
    else {
        return;
    };

    small(&[("add", &adds("p_x"))])
        .apply(&database.url(), &quiet)
        .await
        .unwrap();

    let public = "select has_function_privilege('public', 'spindle.add(int)', 'execute')::text";
    assert_eq!(database.text(public).await, "false");
}

#[tokio::test]
async fn the_demo_shop_is_loaded_once() {
    let Some(database) = TestDatabase::create("the_demo_shop_is_loaded_once").await else {
        return;
    };
    migrate(&database.url(), &quiet).await.unwrap();
    let rows = "select concat_ws(' ',
          (select string_agg(tenant_id, ' ' order by tenant_id) from spindle.tenants),
          (select count(*) from spindle.products), (select count(*) from spindle.variants),
          (select count(*) from spindle.prices), (select sum(on_hand) from spindle.stock),
          (select sum(on_hand_change) from spindle.stock_movements))";

    cli::migrate::load_demo(&database.url()).await.unwrap();
    let first = database.text(rows).await;
    cli::migrate::load_demo(&database.url()).await.unwrap();

    assert_eq!(database.text(rows).await, first);
    assert_eq!(first, "demo siam 84 229 683 26647 26647");
    let unsellable = "select count(*)::text from spindle.variants v
          where not exists (select from spindle.prices p
                             where p.tenant_id = v.tenant_id and p.sku = v.sku and p.min_quantity = 1
                               and p.segment is null and p.vip_level is null)
             or not exists (select from spindle.stock s
                             where s.tenant_id = v.tenant_id and s.sku = v.sku and s.on_hand > 0)
            and not exists (select from spindle.bundle_components b
                             where b.tenant_id = v.tenant_id and b.bundle_sku = v.sku)";
    assert_eq!(database.text(unsellable).await, "0");
}
