//! `PUT /api/v1/stock/{sku}/{warehouse}`

use api::fields::{Code, Sku, Whole};
use api::{Admin, Error, Json, Path};
use database::stock::PutThresholdOutcome::{IsBundle, Saved, UnknownSku, UnknownWarehouse};
use database::stock::Stock;
use serde::Deserialize;

/// Says from where on there is too little of something.
pub async fn put_threshold(
    admin: Admin,
    Path((sku, warehouse)): Path<(Sku, Code)>,
    Json(change): Json<Change>,
) -> Result<Json<Stock>, Error> {
    let threshold = change.threshold.get();

    match database::stock::put_threshold(&admin.tenant, &sku, &warehouse, threshold).await? {
        Saved { stock } => Ok(Json(stock)),
        UnknownSku => Err(Error::not_found("sku")),
        UnknownWarehouse => Err(Error::not_found("warehouse")),
        IsBundle => Err(Error::invalid(
            "sku",
            "is a bundle, which has no stock of its own",
        )),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    threshold: Whole<0, 1_000_000_000>,
}
