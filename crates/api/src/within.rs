//! Time limits on waiting. Spin sets none for chained calls and queries.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};

/// The result of `work`, or `None` when it takes longer than `limit`. Work that is late is
/// dropped; what it has set going elsewhere may go on.
pub async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    before(spin_sdk::time::sleep(limit), work).await
}

async fn before<T>(timer: impl Future<Output = ()>, work: impl Future<Output = T>) -> Option<T> {
    match select(pin!(work), pin!(timer)).await {
        Either::Left((result, _)) => Some(result),
        Either::Right(((), _)) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use futures::executor::block_on;

    use super::*;

    #[test]
    fn the_work_wins_or_the_timer_does() {
        assert_eq!(block_on(before(pending(), ready(1))), Some(1));
        assert_eq!(block_on(before(ready(()), pending::<u8>())), None);
        assert_eq!(
            block_on(before(ready(()), ready(1))),
            Some(1),
            "done is done"
        );
    }
}
