//! `POST /api/v1/orders/{id or order number}/refund`

use api::fields::{List, Quantity, Text};
use api::{
    Admin, Error, Fault, Idempotent, IfMatch, IntoResponse, Json, Path, RequestId, Response,
    StatusCode, Uuid,
};
use database::Request;
use database::life::{Change, OrderRefusal};
use database::payments::RefundOrderOutcome::{
    InvalidAmount, KeyReused, LineRefunded, NotFound, Nothing, Refunding, ShippingRefunded,
    StaleVersion, TooMuch, UnknownLine,
};
use database::payments::{NewRefund, PaymentsViewOutcome, RefundAmounts, RefundedLine};
use domain::Currency;
use domain::payment::{AdminPayments, AttemptStatus, Payments};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::amount::Written;
use crate::answer;

/// Gives money back: an amount, or what lines and shipping cost. Answers the money of the order.
pub async fn refund_order(
    admin: Admin,
    Path(reference): Path<Text<1, 50>>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<Refund>,
) -> Result<Response, Error> {
    request.body.check()?;
    let route = "POST /orders/{id}/refund";
    let change = Change {
        once: Request::by_admin(&admin, route, request.key, request.fingerprint),
        actor: answer::admin(&admin),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };
    let items = request.body.items.as_ref().map_or(&[][..], List::as_slice);
    answer::check_once(items.iter().map(|item| item.item_id))?;
    let lines: Vec<RefundedLine> = items.iter().map(RefundItem::read).collect();
    let refund = NewRefund {
        amount: request.body.amount.as_ref().map(Written::as_str),
        lines: &lines,
        shipping: request.body.shipping,
        reason: request.body.reason.as_str(),
        reference: request.body.reference.as_ref().map(Text::as_str),
    };

    match database::payments::refund_order(&admin.tenant, &change, &refund).await? {
        Refunding { attempts, order } => {
            let order = ordering::settle_order(&admin.tenant, *order, &request_id).await?;
            let reference = order.id.to_string();
            let view = database::payments::payments_view(&admin.tenant, None, &reference);
            match view.await? {
                PaymentsViewOutcome::Found { payments } => answer(*payments, &attempts),
                PaymentsViewOutcome::NotFound => {
                    Err(Fault::bug("the order that was just refunded is gone").into())
                }
            }
        }
        TooMuch { amounts, currency } => Err(too_much(amounts, currency)),
        Nothing => Err(Error::invalid("amount", "must be more than 0")),
        InvalidAmount => Err(Error::invalid(
            "amount",
            "is finer than the smallest unit of the order's currency",
        )),
        UnknownLine { line_id } => Err(Error::invalid(
            "items",
            format!("the order has no item {line_id}"),
        )),
        LineRefunded { line_id, left } => Err(Error::invalid(
            "items",
            format!("of item {line_id} only {left} are left to refund"),
        )),
        ShippingRefunded => Err(Error::invalid("shipping", "was refunded before")),
        NotFound => Err(Error::not_found("order")),
        StaleVersion { version } => Err(answer::refused(OrderRefusal::StaleVersion { version })),
        KeyReused => Err(Error::key_reused()),
    }
}

/// 201 when the money is on its way, 202 while that is not known.
fn answer(payments: Payments, attempts: &[Uuid]) -> Result<Response, Error> {
    let of_this = || {
        payments
            .attempts
            .iter()
            .filter(|a| attempts.contains(&a.id))
    };
    if let Some(declined) = of_this().find(|a| a.status == AttemptStatus::Declined) {
        return Err(Error::rejected(
            StatusCode::CONFLICT,
            "REFUND_DECLINED",
            "The payment provider refused the refund.",
        )
        .with_detail(json!({ "attempt_id": declined.id, "reason": declined.reason })));
    }
    let is_done = of_this().all(|a| a.status == AttemptStatus::Succeeded);
    let status = if is_done {
        StatusCode::CREATED
    } else {
        StatusCode::ACCEPTED
    };
    Ok((status, Json(AdminPayments::from(payments))).into_response())
}

fn too_much(amounts: RefundAmounts, currency: Currency) -> Error {
    #[derive(Serialize)]
    struct Numbers {
        requested: domain::Amount,
        paid: domain::Amount,
        refunded: domain::Amount,
        refunding: domain::Amount,
        refundable: domain::Amount,
    }
    let numbers = Numbers {
        requested: currency.amount(amounts.requested_minor),
        paid: currency.amount(amounts.captured_minor),
        refunded: currency.amount(amounts.refunded_minor),
        refunding: currency.amount(amounts.refunding_minor),
        refundable: currency.amount(amounts.refundable_minor),
    };
    Error::rejected(
        StatusCode::CONFLICT,
        "REFUND_TOO_LARGE",
        format!(
            "{} {} is more than can be refunded: {} was paid, {} went back, {} is on its way back.",
            numbers.requested,
            currency.code(),
            numbers.paid,
            numbers.refunded,
            numbers.refunding,
        ),
    )
    .with_detail(numbers)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// Or items, or shipping, or both.
    amount: Option<Written>,
    items: Option<List<RefundItem, 1, 200>>,
    #[serde(default)]
    shipping: bool,
    reason: Text<1, 500>,
    /// Of what is paid out by hand.
    reference: Option<Text<1, 255>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefundItem {
    item_id: Uuid,
    quantity: Quantity,
}

impl RefundItem {
    fn read(&self) -> RefundedLine {
        RefundedLine {
            line_id: self.item_id,
            quantity: self.quantity.get(),
        }
    }
}

impl Refund {
    fn check(&self) -> Result<(), Error> {
        match (&self.amount, self.items.is_some() || self.shipping) {
            (None, false) => Err(Error::invalid(
                "amount",
                "is required, unless there are items or shipping",
            )),
            (Some(_), true) => Err(Error::invalid(
                "amount",
                "cannot stand beside items or shipping",
            )),
            (None, true) | (Some(_), false) => Ok(()),
        }
    }
}
