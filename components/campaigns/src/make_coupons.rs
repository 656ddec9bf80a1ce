//! `POST /api/v1/campaigns/{id}/coupons`

use api::fields::{Invalid, List, Problems, Whole};
use api::{Admin, Error, Idempotent, IntoResponse, Json, Path, Response, StatusCode, Uuid};
use database::Request;
use database::coupons::MakeCouponsOutcome::{
    KeyReused, Made, NotByCoupons, NotFound, TooManyCouponsMade,
};
use database::coupons::{Coupon, For};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::written::Code;

/// With the sixteen signs that nobody can guess a code has at most 36.
const PREFIX_MAX: usize = 20;

/// Makes coupons, each for one order.
pub async fn make_coupons(
    admin: Admin,
    Path(campaign_id): Path<Uuid>,
    request: Idempotent<Wanted>,
) -> Result<Response, Error> {
    let route = "POST /campaigns/{id}/coupons";
    let once = Request::by_admin(&admin, route, request.key, request.fingerprint);
    let (prefix, whom) = request.body.parse()?;

    let made =
        database::coupons::make_coupons(&admin.tenant, once.as_ref(), campaign_id, &prefix, &whom);
    match made.await? {
        Made { coupons } => Ok((StatusCode::CREATED, Json(Coupons { coupons })).into_response()),
        NotFound => Err(Error::not_found("campaign")),
        NotByCoupons => Err(Error::rejected(
            StatusCode::CONFLICT,
            "NOT_BY_COUPONS",
            "This campaign is not opened by coupons of its own.",
        )),
        TooManyCouponsMade { limit, made } => Err(Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "TOO_MANY_COUPONS_MADE",
            format!("A campaign has at most {limit} coupons; this one has {made}."),
        )
        .with_detail(json!({ "limit": limit, "made": made }))),
        KeyReused => Err(Error::key_reused()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// For whoever has them.
    count: Option<Whole<1, 5000>>,
    /// One for each of them.
    customers: Option<List<Uuid, 1, 5000>>,
    prefix: Option<Code>,
}

impl Wanted {
    fn parse(self) -> Result<(String, For), Error> {
        let mut problems = Problems::new();
        let prefix = self.prefix.map(String::from).unwrap_or_default();
        if prefix.len() > PREFIX_MAX {
            let bound = format!("must be at most {PREFIX_MAX} characters long");
            problems.add("prefix", &Invalid::new(bound));
        }
        let whom = match (self.count, self.customers) {
            (Some(count), None) => Some(For::Anybody(count.get())),
            (None, Some(customers)) => Some(For::Customers(customers.into_vec())),
            (None, None) => {
                problems.add("count", &Invalid::new("is required without customers"));
                None
            }
            (Some(_), Some(_)) => {
                problems.add("count", &Invalid::new("is not for coupons of customers"));
                None
            }
        };
        match whom {
            Some(whom) if problems.is_empty() => Ok((prefix, whom)),
            _ => Err(problems.into()),
        }
    }
}

#[derive(Serialize)]
struct Coupons {
    coupons: Vec<Coupon>,
}
