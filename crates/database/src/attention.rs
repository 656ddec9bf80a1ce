//! What needs a person.

use api::{Fault, Tenant};
use domain::Currency;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::Request;
use crate::call::{call, json, number, text};
use crate::request::{parameter, tenant};

/// Something that needs a person, as `attention_json` reads it.
#[derive(Debug, Deserialize)]
pub struct Attention {
    /// Its number.
    pub id: i64,
    /// One of `attention_reasons`.
    pub reason: String,
    /// "refund", "ship_again" or "look".
    pub proposal: String,
    /// What it is about. Amounts in it are whole numbers of the smallest unit, or texts as a
    /// provider wrote them.
    pub detail: Value,
    /// When a person was called.
    pub opened_at: String,
    /// When somebody resolved it; `None`: it is open.
    pub resolved_at: Option<String>,
    /// Who: "admin:…".
    pub resolved_by: Option<String>,
    /// What was done.
    pub resolution: Option<String>,
    /// The order as it is now; `None` when it is about no order that is known.
    pub order: Option<AttentionOrder>,
}

/// The order that something is about, with its money.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in an order")]
pub struct AttentionOrder {
    pub id: Uuid,
    pub order_number: String,
    pub status: String,
    pub payment_status: String,
    pub currency: Currency,
    pub total_minor: i64,
    pub captured_minor: i64,
    pub refunded_minor: i64,
    pub due_minor: i64,
}

/// Which of it a list wants. A field that is `None` does not matter.
#[derive(Debug, Serialize)]
pub struct AttentionWanted<'a> {
    /// One of `attention_reasons`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'a str>,
    /// An order's id or number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<&'a str>,
    /// Whether it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_open: Option<bool>,
    /// The last entry that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<AttentionPosition>,
}

/// An entry's place in a list.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct AttentionPosition {
    /// Whether it is open: those are first.
    pub is_open: bool,
    /// Its number: the latest is first.
    pub id: i64,
}

/// Answers of `attention_list_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AttentionListViewOutcome {
    /// A page.
    Listed {
        /// What is open first; the latest first.
        attention: Vec<Attention>,
        /// Whether this is not the last page.
        has_more: bool,
    },
}

/// Answers of `attention_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AttentionViewOutcome {
    /// It is there.
    Found {
        /// As it is now.
        attention: Box<Attention>,
    },
    /// The tenant has no such.
    NotFound,
}

/// Answers of `resolve_attention`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ResolveAttentionOutcome {
    /// It is resolved now.
    Resolved {
        /// As it is now.
        attention: Box<Attention>,
    },
    /// Somebody was faster.
    ResolvedBefore {
        /// As it was resolved then.
        attention: Box<Attention>,
    },
    /// The tenant has no such.
    NotFound,
    /// The key was used with another request.
    KeyReused,
}

/// `spindle.attention_list_view`
pub async fn attention_list_view(
    of: &Tenant,
    wanted: &AttentionWanted<'_>,
    limit: u16,
) -> Result<AttentionListViewOutcome, Fault> {
    call(
        "select spindle.attention_list_view($1, $2::text::jsonb, $3)::text as answer",
        vec![tenant(of), json(wanted)?, number(limit.into())],
    )
    .await
}

/// `spindle.attention_view`
pub async fn attention_view(of: &Tenant, id: i64) -> Result<AttentionViewOutcome, Fault> {
    call(
        "select spindle.attention_view($1, $2)::text as answer",
        vec![tenant(of), number(id)],
    )
    .await
}

/// `spindle.resolve_attention`
pub async fn resolve_attention(
    of: &Tenant,
    request: Option<&Request>,
    actor: &str,
    id: i64,
    resolution: &str,
) -> Result<ResolveAttentionOutcome, Fault> {
    call(
        "select spindle.resolve_attention($1, $2::text::jsonb, $3, $4, $5)::text as answer",
        vec![
            tenant(of),
            parameter(request)?,
            text(actor),
            number(id),
            text(resolution),
        ],
    )
    .await
}
