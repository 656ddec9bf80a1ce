//! `PUT /api/v1/customers/{id}`

use api::fields::Slug;
use api::{Admin, Error, Json, Path, Uuid};
use database::customers::CustomerProfile;
use database::customers::SetCustomerOutcome::{Set, UnknownTenant};
use serde::Deserialize;

/// The most segments of a customer.
const SEGMENTS_MAX: usize = 50;

/// Gives a customer a level and segments, these and no others.
pub async fn set_customer(
    admin: Admin,
    Path(customer_id): Path<Uuid>,
    Json(body): Json<SetCustomer>,
) -> Result<Json<CustomerProfile>, Error> {
    if body.segments.len() > SEGMENTS_MAX {
        let bound = format!("must be at most {SEGMENTS_MAX}");
        return Err(Error::invalid("segments", bound));
    }
    let level = body.vip_level.as_ref().map(Slug::as_str);
    let segments: Vec<String> = body.segments.iter().map(Slug::to_string).collect();

    let set = database::customers::set_customer(&admin.tenant, customer_id, level, &segments);
    match set.await? {
        Set { customer } => Ok(Json(customer)),
        UnknownTenant => Err(Error::not_found("tenant")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetCustomer {
    vip_level: Option<Slug>,
    #[serde(default)]
    segments: Vec<Slug>,
}
