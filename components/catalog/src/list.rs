//! `GET /api/v1/products?after=&limit=`

use api::fields::PageLimit;
use api::{Error, Json, Query, Uuid, Visitor};
use serde::{Deserialize, Serialize};

use crate::shown::ShownProduct;

/// The tenant's active products, a page at a time.
pub async fn list_products(
    visitor: Visitor,
    Query(page): Query<Page>,
) -> Result<Json<Products>, Error> {
    let found =
        database::catalog::products_view(&visitor.tenant, page.after, page.limit.get()).await?;

    Ok(Json(Products {
        products: found.products.into_iter().map(ShownProduct::from).collect(),
        next: found.next,
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    after: Option<Uuid>,
    #[serde(default)]
    limit: PageLimit,
}

#[derive(Serialize)]
pub struct Products {
    products: Vec<ShownProduct>,
    /// `after` of the next page.
    next: Option<Uuid>,
}
