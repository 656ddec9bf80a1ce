//! `GET /api/v1/customers/{id}`

use api::{Admin, Error, Json, Path, Uuid};
use database::customers::CustomerProfile;

/// A customer of the tenant. One that nobody has said anything about has no level and no segments.
pub async fn show_customer(
    admin: Admin,
    Path(customer_id): Path<Uuid>,
) -> Result<Json<CustomerProfile>, Error> {
    let found = database::customers::customer_view(&admin.tenant, customer_id);
    Ok(Json(found.await?))
}
