//! `PUT /api/v1/products/{id}/variants/{sku}`

use api::fields::{Attributes, Sku, Text, Whole};
use api::{Admin, Error, IfMatch, Json, Path, Response, Uuid};
use database::catalog::{NewVariant, Status};
use serde::Deserialize;

use crate::written;

/// Writes one variant of a product, new or anew.
pub async fn put_variant(
    admin: Admin,
    Path((product_id, sku)): Path<(Uuid, Sku)>,
    if_match: Option<IfMatch>,
    Json(about): Json<About>,
) -> Result<Response, Error> {
    let version = if_match.and_then(IfMatch::version);
    let variant = NewVariant {
        sku,
        name: about.name,
        attributes: about.attributes,
        weight_grams: about.weight_grams,
        status: about.status,
    };

    written::answer(
        database::catalog::put_variant(&admin.tenant, product_id, version, &variant).await?,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    name: Text<0, 200>,
    #[serde(default)]
    attributes: Attributes,
    #[serde(default)]
    weight_grams: Whole<0, 100_000_000>,
    #[serde(default)]
    status: Status,
}
