//! `GET /api/v1/orders` and `GET /api/v1/orders/status/{status}`

use std::collections::BTreeMap;

use api::{Error, Fault, Json, Member, Path, Query};
use database::orders::OrdersViewOutcome::Listed;
use database::orders::{OrdersPage, Position};
use domain::order::ShownOrder;
use serde::Serialize;

use crate::cursor;
use crate::wanted::ListQuery;

/// Orders, a page at a time.
pub async fn list_orders(
    member: Member,
    Query(query): Query<ListQuery>,
) -> Result<Json<Orders>, Error> {
    list(&member, &query).await
}

/// The same for one status.
pub async fn list_orders_by_status(
    member: Member,
    Path(status): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Orders>, Error> {
    list(&member, &query.of_status(status)?).await
}

async fn list(member: &Member, query: &ListQuery) -> Result<Json<Orders>, Error> {
    let customer_id = member.customer_id();
    if customer_id.is_some() && (query.customer.is_some() || query.counts) {
        return Err(Error::forbidden(
            "Only an admin may ask for a customer's orders, or for counts.",
        ));
    }
    let wanted = query.wanted()?;
    let name = cursor::name(member.tenant.as_str(), customer_id, &wanted)
        .ok_or_else(|| Fault::bug("a list without a name"))?;
    let page = OrdersPage {
        wanted: &wanted,
        after: position(&name, query.after.as_deref())?,
        offset: query.offset()?,
        counts: query.counts,
    };

    let Listed(listed) =
        database::orders::orders_view(&member.tenant, customer_id, &page, query.limit.get())
            .await?;
    Ok(Json(Orders {
        orders: listed.orders.into_iter().map(ShownOrder::from).collect(),
        next: listed
            .next
            .and_then(|position| cursor::write(&name, position)),
        total: listed.total,
        total_is_exact: listed.total_is_exact,
        counts: listed.counts,
    }))
}

fn position(name: &str, after: Option<&str>) -> Result<Option<Position>, Error> {
    after
        .map(|after| {
            cursor::read(name, after)
                .ok_or_else(|| Error::invalid("after", "is no cursor of this list"))
        })
        .transpose()
}

#[derive(Serialize)]
pub struct Orders {
    orders: Vec<ShownOrder>,
    /// `after` of the next page.
    next: Option<String>,
    /// Of the whole list, 10,000 at most.
    total: i64,
    /// Whether `total` is all.
    total_is_exact: bool,
    /// Of the list without its status, by status.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<BTreeMap<String, i64>>,
}
