//! `spindle verify` against a real PostgreSQL.

use std::process::Command;

use super::support::TestDatabase;
use cli::fill::{FillOptions, fill};
use cli::verify::{broken, sheet, verify};

/// Some shops with orders of every kind.
async fn filled(test: &str) -> Option<TestDatabase> {
    let database = TestDatabase::create(test).await?;
    let small = FillOptions {
        tenants: 2,
        products: 20,
        orders: 100,
        seed: 7,
    };
    fill(&database.url(), &small, &|_| {}).await.unwrap();
    Some(database)
}

fn run(database: &TestDatabase, arguments: &[&str]) -> (bool, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_spindle"))
        .args(["verify", "--database-url", &database.url()])
        .args(arguments)
        .output()
        .unwrap();
    (
        done.status.success(),
        String::from_utf8(done.stdout).unwrap(),
        String::from_utf8(done.stderr).unwrap(),
    )
}

#[tokio::test]
async fn whatever_is_filled_in_or_shown_keeps_every_invariant() {
    let Some(database) = filled("whatever_is_filled_in_or_shown_keeps_every_invariant").await
    else {
        return;
    };
    cli::migrate::load_demo(&database.url()).await.unwrap();

    let findings = verify(&database.url(), None).await.unwrap();

    assert!(findings.len() > 5, "{findings:#?}");
    assert!(findings.iter().all(|finding| !finding.rule.is_empty()));
    assert_eq!(broken(&findings), 0, "{}", sheet(&findings));
    let (success, lines, _) = run(&database, &[]);
    assert!(success, "{lines}");
    assert_eq!(lines.lines().count(), findings.len(), "{lines}");
}

#[tokio::test]
async fn what_is_broken_is_named_counted_and_shown() {
    let Some(database) = filled("what_is_broken_is_named_counted_and_shown").await else {
        return;
    };
    database
        .run("update spindle.stock set on_hand = on_hand + 1 where tenant_id = 'fill-7-1'")
        .await;
    let rows = database
        .text("select count(*)::text from spindle.stock where tenant_id = 'fill-7-1'")
        .await;

    let findings = verify(&database.url(), None).await.unwrap();

    let stock = findings.iter().find(|f| f.invariant == "stock").unwrap();
    assert_eq!(stock.count.to_string(), rows);
    assert_eq!(stock.rows.len(), 5, "the first ones");
    assert_eq!(stock.rows[0]["tenant_id"], "fill-7-1");
    let (success, lines, said) = run(&database, &[]);
    assert!(!success, "{lines}");
    assert!(lines.contains("on_hand_moved"), "{lines}");
    assert!(said.contains("docs/operations.md"), "{said}");
    let (success, json, _) = run(&database, &["--tenant", "fill-7-1", "--json"]);
    assert!(!success);
    assert!(json.contains("\"invariant\": \"stock\""), "{json}");

    // Another shop has nothing to do with it.
    let (success, lines, _) = run(&database, &["--tenant", "fill-7-2"]);
    assert!(success, "{lines}");
    let (success, _, said) = run(&database, &["--tenant", "nobody"]);
    assert!(!success);
    assert!(said.contains("There is no tenant nobody"), "{said}");
}

#[tokio::test]
async fn a_database_without_invariants_is_not_called_whole() {
    let Some(database) =
        TestDatabase::create("a_database_without_invariants_is_not_called_whole").await
    else {
        return;
    };

    let error = verify(&database.url(), None).await.unwrap_err();

    assert!(error.to_string().contains("spindle migrate"), "{error:#}");
}
