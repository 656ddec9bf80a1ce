//! The rows behind prices: price rows, exchange rates, tax rates.

use api::{Fault, Tenant};
use domain::Currency;
use serde::{Deserialize, Serialize};

use crate::call::{call, json, number, optional, text};
use crate::request::tenant;

/// A price row of a sku.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct PriceRow {
    pub list: String,
    pub currency: Currency,
    pub min_quantity: u32,
    pub segment: Option<String>,
    pub vip_level: Option<String>,
    pub warehouse: Option<String>,
    pub amount_minor: i64,
    /// RFC 3339.
    pub valid_from: Option<String>,
    /// RFC 3339.
    pub valid_until: Option<String>,
}

/// Answers of `prices_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PricesViewOutcome {
    /// All rows of the sku.
    Found {
        /// In a fixed order.
        prices: Vec<PriceRow>,
    },
    /// No such sku.
    NotFound,
}

/// Answers of `set_prices`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SetPricesOutcome {
    /// These and no others.
    Set {
        /// As they are now.
        prices: Vec<PriceRow>,
    },
    /// No such sku.
    NotFound,
    /// The tenant has no such warehouse.
    UnknownWarehouse {
        /// Of the rows that name one.
        positions: Vec<usize>,
    },
    /// Two prices for the same case.
    SamePriceTwice {
        /// Of the rows whose case an earlier one has.
        positions: Vec<usize>,
    },
}

/// `spindle.prices_view`
pub async fn prices_view(of: &Tenant, sku: &str) -> Result<PricesViewOutcome, Fault> {
    call(
        "select spindle.prices_view($1, $2)::text as answer",
        vec![tenant(of), text(sku)],
    )
    .await
}

/// `spindle.set_prices`
pub async fn set_prices(
    of: &Tenant,
    sku: &str,
    prices: &[PriceRow],
) -> Result<SetPricesOutcome, Fault> {
    call(
        "select spindle.set_prices($1, $2, $3::text::jsonb)::text as answer",
        vec![tenant(of), text(sku), json(&prices)?],
    )
    .await
}

/// What one unit of `base` is worth in `quote`.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct ExchangeRateRow {
    pub base: Currency,
    pub quote: Currency,
    /// A decimal.
    pub rate: String,
    pub source: String,
    /// RFC 3339.
    pub valid_from: String,
}

/// Answer of `exchange_rates_view`.
#[derive(Debug, Deserialize)]
pub struct ExchangeRates {
    /// Those that begin last first.
    pub rates: Vec<ExchangeRateRow>,
}

/// A rate to be added.
#[derive(Debug)]
pub struct NewExchangeRate {
    /// The one unit.
    pub base: Currency,
    /// What it is worth is in this.
    pub quote: Currency,
    /// A decimal above zero.
    pub rate: String,
    /// Who says so.
    pub source: String,
    /// RFC 3339; `None`: now.
    pub valid_from: Option<String>,
}

/// Answers of `add_exchange_rate`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AddExchangeRateOutcome {
    /// It counts from its instant on.
    Added {
        /// As it is kept.
        rate: ExchangeRateRow,
    },
    /// There is one for this instant already.
    Exists {
        /// That one.
        rate: ExchangeRateRow,
    },
}

/// `spindle.exchange_rates_view`
pub async fn exchange_rates_view(
    of: &Tenant,
    base: Option<Currency>,
    quote: Option<Currency>,
    limit: u16,
) -> Result<ExchangeRates, Fault> {
    call(
        "select spindle.exchange_rates_view($1, $2, $3, $4)::text as answer",
        vec![
            tenant(of),
            optional(base.map(Currency::code), text),
            optional(quote.map(Currency::code), text),
            number(limit.into()),
        ],
    )
    .await
}

/// `spindle.add_exchange_rate`
pub async fn add_exchange_rate(
    of: &Tenant,
    rate: &NewExchangeRate,
) -> Result<AddExchangeRateOutcome, Fault> {
    call(
        "select spindle.add_exchange_rate($1, $2, $3, $4, $5, $6)::text as answer",
        vec![
            tenant(of),
            text(rate.base.code()),
            text(rate.quote.code()),
            text(&rate.rate),
            text(&rate.source),
            optional(rate.valid_from.as_deref(), text),
        ],
    )
    .await
}

/// The tax of a class in a place.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0001_tenants.sql")]
pub struct TaxRate {
    pub country: String,
    pub region: String,
    pub tax_class: String,
    pub name: String,
    /// A decimal: "0.0825" is 8.25 %.
    pub rate: String,
}

/// Answer of `tax_rates_view`.
#[derive(Debug, Deserialize)]
pub struct TaxRates {
    /// In a fixed order.
    pub tax_rates: Vec<TaxRate>,
}

/// Answers of `set_tax_rates`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SetTaxRatesOutcome {
    /// These and no others.
    Set(TaxRates),
    /// The token's tenant does not exist.
    UnknownTenant,
    /// Two rates for the same place and class.
    SameRateTwice {
        /// Of the rows whose place and class an earlier one has.
        positions: Vec<usize>,
    },
}

/// `spindle.tax_rates_view`
pub async fn tax_rates_view(of: &Tenant) -> Result<TaxRates, Fault> {
    call(
        "select spindle.tax_rates_view($1)::text as answer",
        vec![tenant(of)],
    )
    .await
}

/// `spindle.set_tax_rates`
pub async fn set_tax_rates(of: &Tenant, rates: &[TaxRate]) -> Result<SetTaxRatesOutcome, Fault> {
    call(
        "select spindle.set_tax_rates($1, $2::text::jsonb)::text as answer",
        vec![tenant(of), json(&rates)?],
    )
    .await
}
