//! The reasons are a closed list, and each says what to do.

use std::collections::BTreeSet;

use crate::callbacks::sending::patient;
use harness::root;

#[tokio::test(flavor = "multi_thread")]
async fn every_reason_is_documented_with_what_to_do() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let known: BTreeSet<String> = shop
        .rows("select reason from spindle.attention_reasons() reason")
        .await
        .iter()
        .map(|row| row["reason"].as_str().unwrap().to_owned())
        .collect();

    let page = std::fs::read_to_string(root().join("docs/callbacks.md")).unwrap();
    let (_, table) = page.split_once("## What needs a person").unwrap();
    let documented: BTreeSet<String> = table
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|line| {
            let (reason, rest) = line.split_once("` |").unwrap();
            assert_eq!(
                rest.matches('|').count(),
                3,
                "{reason}: what it means, what is proposed, what to do"
            );
            reason.to_owned()
        })
        .collect();

    assert!(known.len() > 10, "{known:?}");
    assert_eq!(documented, known);
}
