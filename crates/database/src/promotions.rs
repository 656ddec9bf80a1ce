//! Tenants' own promotions that fail.

use api::Fault;
use serde::Deserialize;

use crate::call::{call, text};

/// Answers of `record_promotion_failure`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RecordPromotionFailureOutcome {
    /// It is counted.
    Recorded,
    /// Now, or before: they are not asked any more.
    Disabled,
}

/// `spindle.record_promotion_failure`: `digest` says which promotions, `reason` is the failure's name.
pub async fn record_promotion_failure(
    of: &str,
    digest: &str,
    reason: &str,
) -> Result<RecordPromotionFailureOutcome, Fault> {
    call(
        "select spindle.record_promotion_failure($1, $2, $3)::text as answer",
        vec![text(of), text(digest), text(reason)],
    )
    .await
}
