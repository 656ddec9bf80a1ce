//! `GET /api/v1/attention`

use api::fields::{PageLimit, Text};
use api::{Admin, Error, Json, Query};
use database::attention::AttentionListViewOutcome::Listed;
use database::attention::{AttentionPosition, AttentionWanted};
use serde::{Deserialize, Serialize};

use crate::shown::ShownAttention;

/// What needs a person, a page at a time: what is open first, the latest first.
pub async fn list_attention(
    admin: Admin,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page>, Error> {
    let wanted = AttentionWanted {
        reason: query.reason.as_ref().map(Text::as_str),
        order: query.order.as_ref().map(Text::as_str),
        is_open: query.status.map(|status| matches!(status, Status::Open)),
        after: query.after.as_deref().map(position).transpose()?,
    };

    let listed =
        database::attention::attention_list_view(&admin.tenant, &wanted, query.limit.get());
    let Listed {
        attention,
        has_more,
    } = listed.await?;
    let attention: Vec<_> = attention.into_iter().map(ShownAttention::from).collect();
    let next = attention.last().filter(|_| has_more).map(cursor);
    Ok(Json(Page { attention, next }))
}

/// An entry's place, which a client sends back as it is: "open-12".
fn cursor(entry: &ShownAttention) -> String {
    let state = if entry.is_open() { "open" } else { "resolved" };
    format!("{state}-{}", entry.id)
}

fn position(cursor: &str) -> Result<AttentionPosition, Error> {
    let read = || {
        let (state, id) = cursor.split_once('-')?;
        let is_open = match state {
            "open" => true,
            "resolved" => false,
            _ => return None,
        };
        let id = id.parse().ok()?;
        Some(AttentionPosition { is_open, id })
    };
    read().ok_or_else(|| Error::invalid("after", "is no cursor of this list"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    reason: Option<Text<1, 100>>,
    /// An order's id or number.
    order: Option<Text<1, 50>>,
    status: Option<Status>,
    after: Option<String>,
    #[serde(default)]
    limit: PageLimit,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Open,
    Resolved,
}

#[derive(Serialize)]
pub struct Page {
    attention: Vec<ShownAttention>,
    /// `after` of the next page.
    next: Option<String>,
}
