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

/// Answers of `metrics_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum MetricsViewOutcome {
    /// Over all tenants.
    Measured(Metrics),
}

/// What waits. Each count stops at 10,000.
#[derive(Debug, Deserialize)]
pub struct Metrics {
    /// What needs a person, by reason: every reason there is.
    pub attention: Vec<WaitingFor>,
    /// Attempts to move money without an answer.
    pub attempts: Waiting,
    /// Callbacks that came too early.
    pub callbacks: Waiting,
    /// Goods that are held past their time.
    pub holds: Waiting,
    /// Events in the outbox.
    pub outbox: Waiting,
}

/// How much waits.
#[derive(Debug, Deserialize)]
pub struct Waiting {
    /// How much.
    pub count: u64,
    /// For how long the oldest has; 0 when there is none.
    pub oldest_seconds: u64,
}

/// How much waits for one reason.
#[derive(Debug, Deserialize)]
pub struct WaitingFor {
    /// One of `attention_reasons`.
    pub reason: String,
    /// How much.
    #[serde(flatten)]
    pub waiting: Waiting,
}

/// `spindle.metrics_view`
pub async fn metrics() -> Result<Metrics, Fault> {
    let MetricsViewOutcome::Measured(metrics) =
        call("select spindle.metrics_view()::text as answer", Vec::new()).await?;
    Ok(metrics)
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
