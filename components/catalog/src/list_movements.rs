//! `GET /api/v1/stock/movements?sku=&warehouse=&after=&limit=`

use api::fields::{Code, PageLimit, Sku, Whole};
use api::{Admin, Error, Json, Query};
use database::stock::MovementsPage;
use serde::Deserialize;

/// The ledger of a sku, newest first.
pub async fn list_movements(
    admin: Admin,
    Query(page): Query<Page>,
) -> Result<Json<MovementsPage>, Error> {
    let found = database::stock::movements_view(
        &admin.tenant,
        &page.sku,
        page.warehouse.as_ref(),
        page.after.map(Whole::get),
        page.limit.get(),
    )
    .await?;

    Ok(Json(found))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    sku: Sku,
    warehouse: Option<Code>,
    after: Option<Whole<1, { i64::MAX }>>,
    #[serde(default)]
    limit: PageLimit,
}
