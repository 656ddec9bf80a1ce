//! The invariants, asked of the database behind a shop.

use serde_json::Value;

use crate::Shop;

/// An invariant and a row that breaks it.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// `stock` for `spindle.broken_stock`.
    pub invariant: String,
    /// The row.
    pub row: Value,
}

impl Shop {
    /// Fails with the rows that break an invariant, whosever they are.
    pub async fn verify(&self) {
        let broken = self.broken_after("").await;
        assert!(broken.is_empty(), "the books do not balance: {broken:#?}");
    }

    /// What would be broken after `statements`, which are undone; `$tenant` in them is this shop's.
    pub async fn broken_after(&self, statements: &str) -> Vec<Broken> {
        let client = self.connect().await;
        let begin = format!(
            "begin isolation level repeatable read; {}",
            self.expand(statements)
        );
        client
            .batch_execute(&begin)
            .await
            .unwrap_or_else(|error| panic!("{statements}: {error:?}"));
        let invariants = client.query(cli::verify::INVARIANTS, &[]).await;
        let mut broken = Vec::new();
        for invariant in invariants.expect("the invariants are listed") {
            let invariant: String = invariant.get(0);
            let query = cli::verify::broken_rows(&invariant, false);
            let rows = client.query(query.as_str(), &[]).await;
            let rows = rows.unwrap_or_else(|error| panic!("{invariant}: {error:?}"));
            broken.extend(rows.iter().map(|row| Broken {
                invariant: invariant.clone(),
                row: serde_json::from_str(row.get(1)).expect("jsonb is JSON"),
            }));
        }
        client
            .batch_execute("rollback")
            .await
            .expect("what was planted goes away");
        broken
    }
}
