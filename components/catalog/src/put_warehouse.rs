//! `PUT /api/v1/warehouses/{code}`

use api::fields::Code;
use api::{Admin, Error, Json, Path};
use database::stock::PutWarehouseOutcome::{Saved, UnknownTenant};
use database::stock::{NewWarehouse, Warehouse};

/// Writes a warehouse, new or anew.
pub async fn put_warehouse(
    admin: Admin,
    Path(code): Path<Code>,
    Json(place): Json<NewWarehouse>,
) -> Result<Json<Warehouse>, Error> {
    match database::stock::put_warehouse(&admin.tenant, &code, &place).await? {
        Saved { warehouse } => Ok(Json(warehouse)),
        UnknownTenant => Err(Error::not_found("tenant")),
    }
}
