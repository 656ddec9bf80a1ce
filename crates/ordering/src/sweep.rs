//! What became of attempts that nobody heard the end of: the provider did not answer, is still at
//! it, or whoever was to ask died over it.

use api::{Fault, RequestId};
use database::payments::DueAttempt;
use futures::future::join_all;

use crate::provider::{self, Asking};

/// What a sweep did.
#[derive(Debug, Default)]
pub struct Swept {
    /// How many attempts the provider was asked about, and the answer applied.
    pub asked: u64,
    /// Why others could not be; they are asked about again when their lease ends.
    pub faults: Vec<Fault>,
}

/// Asks the provider about at most `limit` attempts, all at once, and settles each with one statement.
pub async fn settle_due_attempts(limit: u32, request_id: &RequestId) -> Result<Swept, Fault> {
    let due = database::payments::due_attempts(limit).await?;
    let settled = join_all(
        due.into_iter()
            .map(async |due| settle(due?, request_id).await),
    );
    let mut swept = Swept::default();
    for result in settled.await {
        match result {
            Ok(()) => swept.asked += 1,
            Err(fault) => swept.faults.push(fault),
        }
    }
    Ok(swept)
}

async fn settle(due: DueAttempt, request_id: &RequestId) -> Result<(), Fault> {
    let DueAttempt {
        tenant_id,
        order_number,
        may_charge,
        attempt,
    } = due;
    // Started is not first here: whoever started it may have asked and died.
    let asking = Asking {
        is_first: false,
        may_charge,
    };
    let settlement = provider::ask(&tenant_id, &order_number, &attempt, asking, request_id).await?;
    database::payments::settle_payment(&tenant_id, attempt.attempt_id, &settlement, "sweep")
        .await?;
    Ok(())
}
