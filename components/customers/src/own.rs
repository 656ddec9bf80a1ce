//! `GET /api/v1/customers/me`

use api::{Customer, Error, Json};
use database::customers::CustomerProfile;

/// What the shop knows of whoever asks.
pub async fn show_own(customer: Customer) -> Result<Json<CustomerProfile>, Error> {
    let found = database::customers::customer_view(&customer.tenant, customer.customer_id);
    Ok(Json(found.await?))
}
