//! `GET /api/v1/orders?after=&limit=`

use api::fields::PageLimit;
use api::{Error, Json, Member, Query, Uuid};
use database::orders::OrdersViewOutcome::{Listed, UnknownCursor};
use domain::order::ShownOrder;
use serde::{Deserialize, Serialize};

/// Orders, newest first, a page at a time.
pub async fn list_orders(member: Member, Query(page): Query<Page>) -> Result<Json<Orders>, Error> {
    let found = database::orders::orders_view(
        &member.tenant,
        member.customer_id(),
        page.after,
        page.limit.get(),
    );

    match found.await? {
        Listed { orders, next } => Ok(Json(Orders {
            orders: orders.into_iter().map(ShownOrder::from).collect(),
            next,
        })),
        UnknownCursor => Err(Error::invalid("after", "is no order of this list")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    after: Option<Uuid>,
    #[serde(default)]
    limit: PageLimit,
}

#[derive(Serialize)]
pub struct Orders {
    orders: Vec<ShownOrder>,
    /// `after` of the next page.
    next: Option<Uuid>,
}
