//! The state table of `docs/orders.md` is the one that decides.

use std::collections::BTreeMap;

use super::transitions;
use harness::{Shop, root};

#[tokio::test(flavor = "multi_thread")]
async fn the_written_table_is_the_one_that_decides() {
    let shop = Shop::open().await;
    let mut decides: BTreeMap<(String, String), (Vec<String>, Vec<String>)> = BTreeMap::new();
    for row in transitions(&shop).await {
        let word = |name: &str| row[name].as_str().unwrap().to_owned();
        let roles = row["roles"].as_array().unwrap().iter();
        let roles = roles
            .map(|role| role.as_str().unwrap().to_owned())
            .collect();
        let entry = decides
            .entry((word("action"), word("from_status")))
            .or_default();
        entry.0.push(word("to_status"));
        entry.1 = roles;
    }

    let docs = std::fs::read_to_string(root().join("docs/orders.md")).unwrap();
    // The lines of the one table with four columns.
    let written: BTreeMap<_, _> = docs
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            line.trim_matches('|')
                .split('|')
                .map(words)
                .collect::<Vec<_>>()
        })
        .filter(|cells| cells.len() == 4)
        .map(|cells| {
            let key = (cells[0].concat(), cells[1].concat());
            (key, (cells[2].clone(), cells[3].clone()))
        })
        .collect();

    assert_eq!(written, decides);
}

/// The words of a cell, which commas divide.
fn words(cell: &str) -> Vec<String> {
    let cell = cell.replace('`', "");
    cell.split(',').map(|word| word.trim().to_owned()).collect()
}
