//! A lock that a test holds.

use tokio_postgres::Client;

/// A lock that a test holds, so that a race is decided by the lock and not by luck.
pub struct Lock(Client);

impl Lock {
    /// In a transaction that has taken it.
    pub(crate) fn new(client: Client) -> Self {
        Self(client)
    }

    /// Does something under the lock.
    pub async fn run(&self, statements: &str) {
        self.0
            .batch_execute(statements)
            .await
            .expect("the statements run");
    }

    /// Lets go and keeps what was done.
    pub async fn commit(self) {
        self.0
            .batch_execute("commit")
            .await
            .expect("the transaction commits");
    }

    /// Lets go.
    pub async fn release(self) {
        self.0
            .batch_execute("rollback")
            .await
            .expect("the lock is released");
    }
}
