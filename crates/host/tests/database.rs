//! Postgres.

use std::time::Duration;

use host::Options;

use crate::support::{Site, Table, database, probe_with};

/// A probe with a pool of one connection, so that every request gets the session of the one before.
async fn site(url: &str) -> Site {
    site_with(
        url,
        Options {
            database_connections: 1,
            ..Options::default()
        },
    )
    .await
}

async fn site_with(url: &str, options: Options) -> Site {
    let lines = format!(
        "allowed_outbound_hosts = [\"postgres://*:*\"]\nvariables = {{ database_url = \"{url}\" }}"
    );
    Site::start(&probe_with(&lines), options).await
}

#[tokio::test]
async fn a_query_without_rows_is_no_error() {
    let Some(url) = database("a_query_without_rows_is_no_error") else {
        return;
    };
    let site = site(&url).await;

    // Without rows there are no columns either, as in Spin.
    assert_eq!(
        site.ask("/query", "select 1 where false").await,
        "0 columns"
    );
    assert_eq!(
        site.ask("/query", "select 1 as a, 'x' as b").await,
        "2 columns\n1,x"
    );
}

#[tokio::test]
async fn many_rows_come_in_order() {
    let Some(url) = database("many_rows_come_in_order") else {
        return;
    };
    let site = site(&url).await;

    let rows = site
        .ask("/query", "select n from generate_series(1, 5000) n")
        .await;

    assert!(
        rows.lines()
            .skip(1)
            .eq((1..=5000).map(|n: i32| n.to_string()))
    );
}

#[tokio::test]
async fn an_error_in_the_middle_of_the_rows_is_told() {
    let Some(url) = database("an_error_in_the_middle_of_the_rows_is_told") else {
        return;
    };
    let site = site(&url).await;

    let error = site
        .fail("/query", "select 1 / (3 - n) from generate_series(1, 5) n")
        .await;

    assert!(
        error.contains("22012") && error.contains("division by zero"),
        "{error}"
    );
    let error = site.fail("/query", "select nothing").await;
    assert!(error.contains("42703"), "{error}");
}

#[tokio::test]
async fn values_come_back_as_they_were_sent() {
    let Some(url) = database("values_come_back_as_they_were_sent") else {
        return;
    };

    assert_eq!(site(&url).await.ask("/types", "").await, "");
}

#[tokio::test]
async fn a_statement_works_on_after_its_table_has_changed() {
    let Some(url) = database("a_statement_works_on_after_its_table_has_changed") else {
        return;
    };
    let (site, table) = (site(&url).await, Table::create(&url).await);
    let select = format!("select * from {}", table.name);
    table
        .run(&format!("insert into {} values (1)", table.name))
        .await;

    assert_eq!(site.ask("/query", &select).await, "1 columns\n1");
    table
        .run(&format!(
            "alter table {} add column m text default 'new'",
            table.name
        ))
        .await;
    assert_eq!(site.ask("/query", &select).await, "2 columns\n1,new");

    table.remove().await;
}

#[tokio::test]
async fn a_transaction_left_open_is_not_committed_by_the_next_user() {
    let Some(url) = database("a_transaction_left_open_is_not_committed_by_the_next_user") else {
        return;
    };
    let (site, table) = (site(&url).await, Table::create(&url).await);
    let insert = format!("insert into {} values (1)", table.name);

    site.ask("/leave-open", &insert).await;
    site.until_logged("probe Host: left a transaction open")
        .await;
    assert_eq!(site.post("/leave-open-and-trap", &insert).await.status, 500);
    // Whoever commits next commits nothing but their own.
    site.ask("/execute", "commit").await;
    assert_eq!(table.rows().await, 0);

    assert_eq!(site.ask("/execute", &insert).await, "1");
    assert_eq!(table.rows().await, 1);
    table.remove().await;
}

#[tokio::test]
async fn settings_of_a_session_end_with_its_user() {
    let Some(url) = database("settings_of_a_session_end_with_its_user") else {
        return;
    };
    let site = site(&url).await;

    site.ask("/execute", "set application_name = 'left behind'")
        .await;

    assert_eq!(
        site.ask("/query", "select current_setting('application_name')")
            .await,
        "1 columns\n"
    );
}

#[tokio::test]
async fn a_statement_that_nobody_waits_for_does_not_keep_its_connection() {
    let Some(url) = database("a_statement_that_nobody_waits_for_does_not_keep_its_connection")
    else {
        return;
    };
    let options = Options {
        database_connections: 1,
        database_wait: Duration::from_millis(200),
        request_timeout: Duration::from_millis(300),
        ..Options::default()
    };
    let site = site_with(&url, options).await;

    let sleep = "select 'host_test', pg_sleep(3600)::text";
    assert_eq!(site.post("/query", sleep).await.status, 500);

    // It is the only connection, so this works once it has been given up.
    while site.post("/query", "select 1").await.status != 200 {}
    let running = "select count(*) from pg_stat_activity where query like 'select ''host_test''%' and state = 'active'";
    while site.ask("/query", running).await != "1 columns\n0" {}
}

#[tokio::test]
async fn who_finds_no_free_connection_is_told_in_time() {
    let Some(url) = database("who_finds_no_free_connection_is_told_in_time") else {
        return;
    };
    let options = Options {
        database_connections: 1,
        database_wait: Duration::from_millis(100),
        ..Options::default()
    };
    let site = site_with(&url, options).await;
    let mut holder = crate::support::Connection::open(site.address).await;
    let holder = tokio::spawn(async move { holder.post("/hold", "500").await });
    site.until_logged("sleeping").await;

    let refused = site.fail("/query", "select 1").await;

    assert!(
        refused.contains("ConnectionFailed")
            && refused.contains("no connection became free in time"),
        "{refused}"
    );
    assert_eq!(holder.await.unwrap().status, 200);
    assert_eq!(site.ask("/query", "select 1").await, "1 columns\n1");
}

#[tokio::test]
async fn statements_are_recorded_on_request() {
    let Some(url) = database("statements_are_recorded_on_request") else {
        return;
    };
    let site = site_with(
        &url,
        Options {
            record_statements: true,
            ..Options::default()
        },
    )
    .await;
    site.ask("/query", "select 1").await;
    let mark = site.app.statements().mark();

    site.ask("/query", "select 2").await;
    site.ask("/execute", "select 3").await;

    let statements = site.app.statements().since(mark);
    let seen: Vec<_> = statements
        .iter()
        .map(|one| (one.component.as_str(), one.text.as_str()))
        .collect();
    assert_eq!(seen, [("probe", "select 2"), ("probe", "select 3")]);
}
