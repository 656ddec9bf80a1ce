//! `GET /api/v1/warehouses`

use api::{Admin, Error, Json};
use database::stock::Warehouses;

/// All warehouses of the tenant.
pub async fn list_warehouses(admin: Admin) -> Result<Json<Warehouses>, Error> {
    let found = database::stock::warehouses_view(&admin.tenant).await?;

    Ok(Json(found))
}
