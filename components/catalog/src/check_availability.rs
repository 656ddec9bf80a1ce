//! `POST /api/v1/availability/check`

use api::fields::{CountryCode, List, Text};
use api::{Error, Json, Visitor};
use database::cart::{Item, WrittenItem};
use database::pricing::QuoteItem;
use database::stock::AvailabilityViewOutcome::{Checked, UnknownTenant};
use database::stock::{Availability, ShortReason};
use serde::{Deserialize, Serialize};

/// Whether items could be had together. Nothing is promised.
pub async fn check_availability(
    visitor: Visitor,
    Json(wish): Json<Wish>,
) -> Result<Json<Answer>, Error> {
    let items = wish.items.into_vec().into_iter().enumerate();
    let items: Vec<QuoteItem> = items
        .map(|(index, item)| {
            let how = || Error::invalid(format!("items[{index}]"), Item::HOW_TO_NAME);
            item.read().ok_or_else(how)
        })
        .collect::<Result<_, _>>()?;
    let region = wish
        .destination
        .as_ref()
        .map(|to| to.region.as_str().trim().to_uppercase());
    let destination = wish
        .destination
        .as_ref()
        .map(|to| (to.country.as_str(), region.as_deref().unwrap_or_default()));

    match database::stock::availability_view(&visitor.tenant, &items, destination).await? {
        Checked { items } => Ok(Json(Answer::of(items))),
        UnknownTenant => Err(Error::not_found("tenant")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    items: List<WrittenItem, 1, 200>,
    destination: Option<Destination>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Destination {
    country: CountryCode,
    #[serde(default)]
    region: Text<0, 100>,
}

#[derive(Serialize)]
pub struct Answer {
    /// All of it can be had, together.
    ok: bool,
    items: Vec<ShownItem>,
}

#[derive(Serialize)]
struct ShownItem {
    sku: Option<String>,
    requested_quantity: i64,
    available_quantity: i64,
    ok: bool,
    warehouse: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<ShortReason>,
}

impl Answer {
    fn of(items: Vec<Availability>) -> Self {
        let shown = |item: Availability| ShownItem {
            sku: item.sku,
            requested_quantity: item.requested,
            available_quantity: item.available,
            ok: item.reason.is_none(),
            warehouse: item.warehouse,
            reason: item.reason,
        };
        Self {
            ok: items.iter().all(|item| item.reason.is_none()),
            items: items.into_iter().map(shown).collect(),
        }
    }
}
