//! `GET` and `PUT /api/v1/prices/{sku}`

use api::fields::{Code, Instant, Invalid, Problems, Quantity, Sku, Slug};
use api::{Admin, Error, Json, Path};
use database::prices::{PriceRow, PricesViewOutcome, SetPricesOutcome};
use domain::{Amount, Currency};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use ordering::exact;

/// The most price rows of a sku.
const PRICES_MAX: usize = 200;

/// All price rows of a sku, whether they count now or not.
pub async fn show_prices(admin: Admin, Path(sku): Path<Sku>) -> Result<Json<ShownPrices>, Error> {
    match database::prices::prices_view(&admin.tenant, sku.as_str()).await? {
        PricesViewOutcome::Found { prices } => Ok(Json(ShownPrices::new(sku, prices))),
        PricesViewOutcome::NotFound => Err(Error::not_found("sku")),
    }
}

/// Makes these the price rows of a sku, and no others.
pub async fn set_prices(
    admin: Admin,
    Path(sku): Path<Sku>,
    Json(body): Json<SetPrices>,
) -> Result<Json<ShownPrices>, Error> {
    let prices = body.parse()?;

    match database::prices::set_prices(&admin.tenant, sku.as_str(), &prices).await? {
        SetPricesOutcome::Set { prices } => Ok(Json(ShownPrices::new(sku, prices))),
        SetPricesOutcome::NotFound => Err(Error::not_found("sku")),
        SetPricesOutcome::UnknownWarehouse { positions } => Err(exact::named(
            "prices",
            &positions,
            "names a warehouse that is not there",
        )),
        SetPricesOutcome::SamePriceTwice { positions } => Err(exact::twice("prices", &positions)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPrices {
    prices: Vec<NewPrice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPrice {
    list: Option<Slug>,
    currency: Currency,
    min_quantity: Option<Quantity>,
    segment: Option<Slug>,
    vip_level: Option<Slug>,
    warehouse: Option<Code>,
    amount: Box<RawValue>,
    valid_from: Option<Instant>,
    valid_until: Option<Instant>,
}

impl SetPrices {
    fn parse(self) -> Result<Vec<PriceRow>, Error> {
        let mut problems = Problems::new();
        if self.prices.len() > PRICES_MAX {
            let bound = format!("must be at most {PRICES_MAX} rows");
            problems.add("prices", &Invalid::new(bound));
        }
        let rows = self.prices.into_iter().take(PRICES_MAX).enumerate();
        let rows: Vec<_> = rows
            .filter_map(|(index, price)| price.parse(index, &mut problems))
            .collect();
        if problems.is_empty() {
            Ok(rows)
        } else {
            Err(problems.into())
        }
    }
}

impl NewPrice {
    fn parse(self, index: usize, problems: &mut Problems) -> Option<PriceRow> {
        let field = |name: &str| format!("prices[{index}].{name}");
        if self.segment.is_some() && self.vip_level.is_some() {
            let both = Invalid::new("cannot be given together with a segment");
            problems.add(&field("vip_level"), &both);
        }
        if let (Some(from), Some(until)) = (&self.valid_from, &self.valid_until)
            && until.time() <= from.time()
        {
            problems.add(
                &field("valid_until"),
                &Invalid::new("must be after valid_from"),
            );
        }
        let amount = exact::amount(self.currency, &self.amount);
        Some(PriceRow {
            list: self
                .list
                .map_or_else(|| "standard".to_owned(), String::from),
            currency: self.currency,
            min_quantity: self.min_quantity.map_or(1, Quantity::get),
            segment: self.segment.map(String::from),
            vip_level: self.vip_level.map(String::from),
            warehouse: self.warehouse.map(String::from),
            amount_minor: problems.check(&field("amount"), amount)?,
            valid_from: self.valid_from.map(String::from),
            valid_until: self.valid_until.map(String::from),
        })
    }
}

#[derive(Serialize)]
pub struct ShownPrices {
    sku: String,
    prices: Vec<ShownPrice>,
}

#[derive(Serialize)]
struct ShownPrice {
    list: String,
    currency: Currency,
    min_quantity: u32,
    segment: Option<String>,
    vip_level: Option<String>,
    warehouse: Option<String>,
    amount: Amount,
    valid_from: Option<String>,
    valid_until: Option<String>,
}

impl ShownPrices {
    fn new(sku: Sku, prices: Vec<PriceRow>) -> Self {
        let shown = |row: PriceRow| ShownPrice {
            list: row.list,
            currency: row.currency,
            min_quantity: row.min_quantity,
            segment: row.segment,
            vip_level: row.vip_level,
            warehouse: row.warehouse,
            amount: row.currency.amount(row.amount_minor),
            valid_from: row.valid_from,
            valid_until: row.valid_until,
        };
        Self {
            sku: sku.into(),
            prices: prices.into_iter().map(shown).collect(),
        }
    }
}
