//! Callbacks that came too early.

use api::Fault;
use database::callbacks::ApplyKeptCallbacksOutcome::Applied;
use database::callbacks::ClaimKeptCallbacksOutcome::Claimed;

/// What a tick did about them.
pub struct Tried {
    /// How many are kept no more, because they fit by now or have called a person.
    pub settled: u64,
    /// Why others could not be tried; their lease ends by itself.
    pub faults: Vec<Fault>,
}

/// Tries at most `limit` of them, one statement per order: an order that fails stops no other.
pub async fn try_kept_callbacks(limit: u32) -> Result<Tried, Fault> {
    let Claimed { orders, given_up } = database::callbacks::claim_kept_callbacks(limit).await?;
    let mut tried = Tried {
        settled: given_up,
        faults: Vec::new(),
    };
    for order in orders {
        let applied =
            database::callbacks::apply_kept_callbacks(&order.tenant_id, order.order_id).await;
        match applied {
            Ok(Applied { count }) => tried.settled += count,
            Err(fault) => tried.faults.push(fault),
        }
    }
    Ok(tried)
}
