//! How much of what is where, and why.

use api::fields::{Code, CountryCode, Sku, Text, Whole};
use api::{Admin, Fault, Tenant};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Request;
use crate::call::{call, json, number, optional, text};
use crate::catalog::Status;
use crate::pricing::QuoteItem;
use crate::request::{parameter, tenant};

/// A place that goods come from.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct Warehouse {
    pub code: String,
    pub name: String,
    pub country: String,
    pub region: String,
    pub priority: i64,
    /// A share: "0.05" is 5 % more.
    pub markup: String,
    pub status: Status,
}

/// A warehouse as an admin writes it, whole.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct NewWarehouse {
    pub name: Text<1, 200>,
    pub country: CountryCode,
    #[serde(default)]
    pub region: Text<0, 100>,
    #[serde(default = "in_the_middle")]
    pub priority: Whole<0, 1_000_000>,
    #[serde(default)]
    pub markup: Markup,
    #[serde(default)]
    pub status: Status,
}

/// More than -1, less than 10, at most six decimals; a number or a text.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(try_from = "Decimal")]
pub struct Markup(Decimal);

impl TryFrom<Decimal> for Markup {
    type Error = &'static str;

    fn try_from(share: Decimal) -> Result<Self, Self::Error> {
        let is_fine = share.normalize().scale() <= 6;
        if is_fine && share > Decimal::NEGATIVE_ONE && share < Decimal::TEN {
            return Ok(Self(share));
        }
        Err("must be more than -1 and less than 10, with at most six decimals")
    }
}

/// What a warehouse has of a sku.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct Stock {
    pub sku: String,
    pub warehouse: String,
    pub on_hand: i64,
    /// Of that, promised to orders.
    pub reserved: i64,
    pub available: i64,
    pub threshold: i64,
    /// `available` is at or below `threshold`.
    pub low_stock: bool,
}

/// Which stock is listed.
#[derive(Clone, Debug, Default, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct StockFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<Sku>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warehouse: Option<Code>,
    /// Only what is at or below its threshold.
    pub low: bool,
}

/// A page of stock.
#[derive(Debug, Deserialize)]
pub struct StockPage {
    /// In order of sku and warehouse.
    pub stock: Vec<Stock>,
    /// Whether there is another page.
    pub has_more: bool,
}

/// Why stock changed.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct Movement {
    pub id: i64,
    pub sku: String,
    pub warehouse: String,
    pub kind: String,
    pub on_hand_change: i64,
    pub reserved_change: i64,
    pub order_id: Option<Uuid>,
    pub reason: String,
    pub actor: String,
    pub occurred_at: String,
}

/// A page of movements.
#[derive(Debug, Deserialize, Serialize)]
pub struct MovementsPage {
    /// Newest first.
    pub movements: Vec<Movement>,
    /// Where the next page starts; `None`: this is the last.
    pub next: Option<i64>,
}

/// Goods that arrive, come back or are counted.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct NewMovement {
    pub sku: Sku,
    pub warehouse: Code,
    pub kind: MovementKind,
    /// The change of `on_hand`.
    pub quantity: Whole<-1_000_000_000, 1_000_000_000>,
    pub reason: Text<1, 500>,
}

/// What an admin may write into the ledger; orders write the rest.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// Goods arrived.
    Receive,
    /// A customer sent them back.
    Return,
    /// Somebody counted.
    Correct,
}

/// Answers of `put_warehouse`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PutWarehouseOutcome {
    /// As it is now.
    Saved {
        /// The warehouse.
        warehouse: Warehouse,
    },
    /// The token's tenant does not exist.
    UnknownTenant,
}

/// The tenant's warehouses.
#[derive(Debug, Deserialize, Serialize)]
pub struct Warehouses {
    /// By priority, then by code.
    pub warehouses: Vec<Warehouse>,
}

/// Answers of `record_movement`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RecordMovementOutcome {
    /// It is in the ledger.
    Recorded {
        /// The entry.
        movement: Box<Movement>,
        /// What there is now.
        stock: Box<Stock>,
    },
    /// The tenant has no such sku.
    UnknownSku,
    /// The tenant has no such warehouse.
    UnknownWarehouse,
    /// Its components have stock, not the bundle.
    IsBundle,
    /// More is promised than would be left.
    BelowReserved {
        /// What there is.
        on_hand: i64,
        /// Of that, promised to orders.
        reserved: i64,
    },
    /// The key was first used with another request.
    KeyReused,
}

/// Answers of `put_threshold`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PutThresholdOutcome {
    /// As it is now.
    Saved {
        /// What there is.
        stock: Stock,
    },
    /// The tenant has no such sku.
    UnknownSku,
    /// The tenant has no such warehouse.
    UnknownWarehouse,
    /// Its components have stock, not the bundle.
    IsBundle,
}

/// Answers of `availability_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AvailabilityViewOutcome {
    /// What could be had.
    Checked {
        /// As they were asked for.
        items: Vec<Availability>,
    },
    /// There is no such tenant.
    UnknownTenant,
}

/// Whether an item could be had.
#[derive(Debug, Deserialize)]
pub struct Availability {
    /// `None`: it is not known which is meant.
    pub sku: Option<String>,
    /// How many are wanted.
    pub requested: i64,
    /// How many there are, if nobody else wanted any.
    pub available: i64,
    /// Where it would come from.
    pub warehouse: Option<String>,
    /// `None`: it can be had together with the others.
    pub reason: Option<ShortReason>,
}

/// Why an item cannot be had.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ShortReason {
    /// All items together want more than there is.
    TooFew,
    /// There is no such item for sale.
    NotSold,
    /// The product has several variants.
    VariantRequired,
}

/// `spindle.put_warehouse`
pub async fn put_warehouse(
    of: &Tenant,
    code: &Code,
    place: &NewWarehouse,
) -> Result<PutWarehouseOutcome, Fault> {
    call(
        "select spindle.put_warehouse($1, $2, $3::text::jsonb)::text as answer",
        vec![tenant(of), text(code.as_str()), json(place)?],
    )
    .await
}

/// `spindle.warehouses_view`
pub async fn warehouses_view(of: &Tenant) -> Result<Warehouses, Fault> {
    call(
        "select spindle.warehouses_view($1)::text as answer",
        vec![tenant(of)],
    )
    .await
}

/// `spindle.stock_view`
pub async fn stock_view(
    of: &Tenant,
    filter: &StockFilter,
    after: Option<(&str, &str)>,
    limit: u16,
) -> Result<StockPage, Fault> {
    call(
        "select spindle.stock_view($1, $2::text::jsonb, $3, $4, $5)::text as answer",
        vec![
            tenant(of),
            json(filter)?,
            optional(after, |(sku, _)| text(sku)),
            optional(after, |(_, warehouse)| text(warehouse)),
            number(limit.into()),
        ],
    )
    .await
}

/// `spindle.record_movement`
pub async fn record_movement(
    admin: &Admin,
    request: Option<&Request>,
    movement: &NewMovement,
) -> Result<RecordMovementOutcome, Fault> {
    call(
        "select spindle.record_movement($1, $2::text::jsonb, $3, $4::text::jsonb)::text as answer",
        vec![
            tenant(&admin.tenant),
            parameter(request)?,
            text(&admin.subject),
            json(movement)?,
        ],
    )
    .await
}

/// `spindle.movements_view`
pub async fn movements_view(
    of: &Tenant,
    sku: &Sku,
    warehouse: Option<&Code>,
    after: Option<i64>,
    limit: u16,
) -> Result<MovementsPage, Fault> {
    call(
        "select spindle.movements_view($1, $2, $3, $4, $5)::text as answer",
        vec![
            tenant(of),
            text(sku.as_str()),
            optional(warehouse, |code| text(code.as_str())),
            optional(after, number),
            number(limit.into()),
        ],
    )
    .await
}

/// `spindle.put_threshold`
pub async fn put_threshold(
    of: &Tenant,
    sku: &Sku,
    warehouse: &Code,
    threshold: i64,
) -> Result<PutThresholdOutcome, Fault> {
    call(
        "select spindle.put_threshold($1, $2, $3, $4)::text as answer",
        vec![
            tenant(of),
            text(sku.as_str()),
            text(warehouse.as_str()),
            number(threshold),
        ],
    )
    .await
}

/// `spindle.availability_view`; `destination` is country and region.
pub async fn availability_view(
    of: &Tenant,
    items: &[QuoteItem],
    destination: Option<(&str, &str)>,
) -> Result<AvailabilityViewOutcome, Fault> {
    call(
        "select spindle.availability_view($1, $2::text::jsonb, $3, $4)::text as answer",
        vec![
            tenant(of),
            json(&items)?,
            optional(destination, |(country, _)| text(country)),
            optional(destination, |(_, region)| text(region)),
        ],
    )
    .await
}

/// As the table has it by default.
fn in_the_middle() -> Whole<0, 1_000_000> {
    Whole::try_from(100).unwrap_or_default()
}
