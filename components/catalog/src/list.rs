//! `GET /api/v1/products?category=&q=&status=&after=&limit=`

use api::fields::{PageLimit, Text};
use api::{Error, Json, Query, Uuid, Visitor};
use database::catalog::{ProductFilter, ProductStatus};
use serde::{Deserialize, Serialize};

use crate::shown::ShownProduct;

/// The tenant's products, a page at a time: the active ones, unless an admin asks for others.
pub async fn list_products(
    visitor: Visitor,
    Query(page): Query<Page>,
) -> Result<Json<Products>, Error> {
    if page.status.is_some() && !visitor.is_admin {
        return Err(Error::forbidden(
            "Only admins may ask for products by status.",
        ));
    }
    let filter = ProductFilter {
        category: page.category.map(String::from),
        q: page.q.map(String::from),
        status: page.status,
    };

    let found =
        database::catalog::products_view(&visitor.tenant, &filter, page.after, page.limit.get())
            .await?;

    Ok(Json(Products {
        products: found.products.into_iter().map(ShownProduct::from).collect(),
        next: found.next,
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    category: Option<Text<1, 100>>,
    q: Option<Text<1, 100>>,
    status: Option<ProductStatus>,
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
