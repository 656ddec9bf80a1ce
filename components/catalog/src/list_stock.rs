//! `GET /api/v1/stock?sku=&warehouse=&low=&after=&limit=`

use api::fields::{Code, PageLimit, Sku};
use api::{Admin, Error, Json, Query};
use database::stock::{Stock, StockFilter};
use serde::{Deserialize, Serialize};

/// What is where; with `low=true` what should be ordered again.
pub async fn list_stock(admin: Admin, Query(page): Query<Page>) -> Result<Json<StockList>, Error> {
    let after = page.after.as_deref().map(cursor).transpose()?;
    let filter = StockFilter {
        sku: page.sku,
        warehouse: page.warehouse,
        low: page.low,
    };

    let found =
        database::stock::stock_view(&admin.tenant, &filter, after, page.limit.get()).await?;

    let last = found.stock.last().filter(|_| found.has_more);
    let next = last.map(|stock| format!("{}/{}", stock.warehouse, stock.sku));
    Ok(Json(StockList {
        stock: found.stock,
        next,
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    sku: Option<Sku>,
    warehouse: Option<Code>,
    #[serde(default)]
    low: bool,
    after: Option<String>,
    #[serde(default)]
    limit: PageLimit,
}

#[derive(Serialize)]
pub struct StockList {
    stock: Vec<Stock>,
    /// `after` of the next page.
    next: Option<String>,
}

/// The sku and the warehouse of the last row that is known. No warehouse has a slash.
fn cursor(after: &str) -> Result<(&str, &str), Error> {
    let bad = || Error::invalid("after", "must be `next` of an earlier answer");
    let (warehouse, sku) = after.split_once('/').ok_or_else(bad)?;
    let is_good = warehouse.parse::<Code>().is_ok() && sku.parse::<Sku>().is_ok();
    is_good.then_some((sku, warehouse)).ok_or_else(bad)
}
