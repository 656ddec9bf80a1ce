//! Whether the database is there, and keeping it tidy.

use api::Fault;
use serde::Deserialize;
use uuid::Uuid;

use crate::call::{call, number};

#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum HealthViewOutcome {
    Ready {},
}

#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum ForgetAnswersOutcome {
    Forgotten { count: u64 },
}

#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum ExpireCartsOutcome {
    Expired { count: u64, carts: Vec<Uuid> },
}

/// `spindle.health_view`: answers only when the schema is there.
pub async fn health() -> Result<(), Fault> {
    let HealthViewOutcome::Ready {} =
        call("select spindle.health_view()::text as answer", Vec::new()).await?;
    Ok(())
}

/// `spindle.forget_answers`: how many answers to idempotent requests, all older than a
/// day, were forgotten; at most `limit`.
pub async fn forget_answers(limit: u32) -> Result<u64, Fault> {
    let ForgetAnswersOutcome::Forgotten { count } = call(
        "select spindle.forget_answers($1)::text as answer",
        vec![number(limit.into())],
    )
    .await?;
    Ok(count)
}

/// `spindle.expire_carts`: how many carts have ended because nobody wrote to them for too long,
/// and all carts whose time is over; at most `limit`.
pub async fn expire_carts(limit: u32) -> Result<(u64, Vec<Uuid>), Fault> {
    let ExpireCartsOutcome::Expired { count, carts } = call(
        "select spindle.expire_carts($1)::text as answer",
        vec![number(limit.into())],
    )
    .await?;
    Ok((count, carts))
}
