//! An order that was changed, or why it was not.

use std::collections::BTreeSet;

use api::{Admin, ETag, Error, IntoResponse, Json, RequestId, Response, StatusCode, Tenant, Uuid};
use database::life::{AdvanceRefusal, OrderRefusal, PaymentDue, RefusedLine};
use domain::order::{Order, ShownOrder};
use domain::{Amount, Currency};
use serde::Serialize;
use serde_json::json;

/// The order; its version is its `ETag`.
pub fn shown(order: Order) -> Response {
    (ETag(order.version), Json(ShownOrder::from(order))).into_response()
}

/// Asks the provider about money that has to move because of a change, and shows the order as it is
/// then. What the provider does not answer now, the sweep asks again.
pub async fn settled(
    tenant: &Tenant,
    order: Order,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let order = ordering::settle_order(tenant, order, request_id).await?;
    Ok(shown(order))
}

/// An admin, as it stands in histories.
pub fn admin(admin: &Admin) -> String {
    format!("admin:{}", admin.subject)
}

/// Each line is named once, so that what is wrong with one can be said.
pub fn check_once(item_ids: impl Iterator<Item = Uuid>) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for (index, item_id) in item_ids.enumerate() {
        if !seen.insert(item_id) {
            return Err(Error::invalid(
                format!("items[{index}].item_id"),
                "is there already; each item is named once",
            ));
        }
    }
    Ok(())
}

/// An order that cannot be changed (so).
pub fn refused(refusal: OrderRefusal) -> Error {
    match refusal {
        OrderRefusal::NotFound => Error::not_found("order"),
        OrderRefusal::StaleVersion { version } => Error::rejected(
            StatusCode::PRECONDITION_FAILED,
            "STALE_VERSION",
            format!("The order has changed since you read it: it is at version {version} now."),
        ),
        OrderRefusal::NotAllowed {
            status,
            action,
            allowed,
        } => not_allowed(status, action, allowed),
    }
}

/// An order that does not get the status that was named.
pub fn not_advanced(refusal: AdvanceRefusal) -> Error {
    match refusal {
        AdvanceRefusal::PaymentDue(due) => payment_due(&due),
        AdvanceRefusal::LinesRefused { lines } => lines_refused(&lines),
        AdvanceRefusal::Refused(refusal) => refused(refusal),
    }
}

/// Goods do not leave before their money is there, or promised.
pub fn payment_due(due: &PaymentDue) -> Error {
    Error::rejected(
        StatusCode::CONFLICT,
        "PAYMENT_DUE",
        "The order is not paid; it cannot be shipped yet.",
    )
    .with_detail(Due {
        amount_due: due.currency.amount(due.due_minor),
        currency: due.currency,
    })
}

/// Lines that are not of the order, or too much of them.
pub fn lines_refused(lines: &[RefusedLine]) -> Error {
    let unknown = lines.iter().find(|line| line.left.is_none());
    if let Some(line) = unknown {
        return Error::invalid(
            format!("items[{}].item_id", line.position),
            "is no item of this order",
        );
    }
    lines.iter().fold(
        Error::rejected(
            StatusCode::CONFLICT,
            "QUANTITY_EXCEEDED",
            "There is not as much left of this order.",
        ),
        |error, line| {
            let field = format!("items[{}].quantity", line.position);
            error.with_detail(json!({ "field": field, "left": line.left }))
        },
    )
}

fn not_allowed(status: String, action: String, allowed: Vec<String>) -> Error {
    let message = match allowed.as_slice() {
        [] => format!("The order is {status}; nothing can be done with it any more."),
        actions => format!(
            "The order is {status}, which does not allow {action}. It allows: {}.",
            actions.join(", ")
        ),
    };
    Error::rejected(StatusCode::CONFLICT, "INVALID_TRANSITION", message).with_detail(NotAllowed {
        status,
        action,
        allowed,
    })
}

#[derive(Serialize)]
struct NotAllowed {
    status: String,
    action: String,
    allowed: Vec<String>,
}

#[derive(Serialize)]
struct Due {
    amount_due: Amount,
    currency: Currency,
}
