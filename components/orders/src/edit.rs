//! What adding, changing and removing items of an order have in common: read, price, write.

use api::{
    ETag, Error, IdempotencyKey, IfMatch, IntoResponse, Json, Reader, RequestId, Response,
    StatusCode,
};
use database::Request;
use database::life::{Change, OrderRefusal};
use database::order_edits::EditOrderOutcome::{
    CouponUsedUp, Edited, KeyReused, OutOfStock, Previewed, Refused,
};
use database::order_edits::OrderEditViewOutcome::{
    Answered, Found, LastLine, LineShipped, QuantityTooLarge, TooManyLines, UnknownItem,
    UnknownLine, VariantRequired,
};
use database::order_edits::{Edit, EditOrderOutcome, EditRefusal};
use domain::order::{Difference, Order, ShownDifference, ShownOrder};
use ordering::refusal;
use serde::{Deserialize, Serialize};

use crate::answer::refused;

/// The query of an edit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditQuery {
    /// Only say what would change.
    #[serde(default)]
    pub dry_run: bool,
}

/// The change of an order that its reader asks for.
pub fn change<'a>(
    reader: &Reader,
    route: &'static str,
    key: Option<IdempotencyKey>,
    fingerprint: String,
    reference: &'a str,
    if_match: Option<IfMatch>,
) -> Change<'a> {
    Change {
        once: Request::by(reader.principal.clone(), route, key, fingerprint),
        actor: reader.actor().to_owned(),
        reference,
        version: if_match.and_then(IfMatch::version),
    }
}

/// Prices the order as it is wanted, and writes it; or only says what that would change.
pub async fn edit(
    reader: &Reader,
    mut change: Change<'_>,
    edit: &Edit,
    dry_run: bool,
    request_id: &RequestId,
) -> Result<Response, Error> {
    if dry_run {
        // Nothing happens, so there is nothing to remember.
        change.once = None;
    }
    let (tenant, owner) = (&reader.tenant, reader.owner.as_ref());

    let found = database::order_edits::order_edit_view(tenant, owner, &change, edit).await?;
    let outcome = match found {
        Found { version, context } => {
            let quote = pricing::quote(&context, request_id)
                .await?
                .map_err(refusal::unpriced)?;
            database::order_edits::edit_order(tenant, owner, &change, version, &quote, dry_run)
                .await?
        }
        Answered(before) => before,
        UnknownLine => return Err(Error::not_found("item in this order")),
        LineShipped => return Err(line_shipped()),
        LastLine => return Err(last_line()),
        UnknownItem => return Err(unknown_item()),
        VariantRequired => {
            return Err(Error::invalid(
                "variant_id",
                "this product has several variants; name one of them",
            ));
        }
        TooManyLines { limit } => return Err(too_many_lines(limit)),
        QuantityTooLarge { limit } => {
            return Err(Error::invalid(
                "quantity",
                format!("would be more than {limit} of one item"),
            ));
        }
    };
    answer(reader, &change, outcome, request_id).await
}

async fn answer(
    reader: &Reader,
    change: &Change<'_>,
    outcome: EditOrderOutcome,
    request_id: &RequestId,
) -> Result<Response, Error> {
    match outcome {
        Edited { difference, order } => {
            // Money that goes back; what the provider does not answer now, the sweep asks again.
            let order = ordering::settle_order(&reader.tenant, *order, request_id).await?;
            Ok(edited(*difference, order, false))
        }
        Previewed { difference, order } => Ok(edited(*difference, *order, true)),
        OutOfStock { lines } => Err(refusal::out_of_stock(lines)),
        CouponUsedUp { coupons } => Err(refusal::coupon_used_up(coupons)),
        KeyReused => Err(Error::key_reused()),
        Refused(EditRefusal::PaymentUnderWay) => Err(Error::rejected(
            StatusCode::CONFLICT,
            "PAYMENT_UNDER_WAY",
            "A payment of this order is under way, for what it costs now. Please try again when it is decided.",
        )),
        // The client named no version; it changed while it was priced.
        Refused(EditRefusal::Order(OrderRefusal::StaleVersion { .. }))
            if change.version.is_none() =>
        {
            Err(Error::rejected(
                StatusCode::CONFLICT,
                "ORDER_CHANGED",
                "The order has changed meanwhile; please try again.",
            ))
        }
        Refused(EditRefusal::Order(refusal)) => Err(refused(refusal)),
    }
}

fn edited(difference: Difference, order: Order, dry_run: bool) -> Response {
    let version = order.version;
    let body = EditedOrder {
        dry_run,
        difference: difference.shown(order.currency),
        order: ShownOrder::from(order),
    };
    (ETag(version), Json(body)).into_response()
}

fn line_shipped() -> Error {
    Error::rejected(
        StatusCode::CONFLICT,
        "ITEM_SHIPPED",
        "Something of this item is shipped already; it can only come back as a return.",
    )
}

fn last_line() -> Error {
    Error::rejected(
        StatusCode::CONFLICT,
        "LAST_ITEM",
        "This is all that is left of the order; cancel it instead.",
    )
}

fn unknown_item() -> Error {
    Error::rejected(
        StatusCode::UNPROCESSABLE_ENTITY,
        "ITEM_NOT_SOLD",
        "There is no such item for sale in this order's currency.",
    )
}

fn too_many_lines(limit: i64) -> Error {
    Error::rejected(
        StatusCode::UNPROCESSABLE_ENTITY,
        "ORDER_FULL",
        format!("An order holds at most {limit} items."),
    )
}

#[derive(Serialize)]
struct EditedOrder {
    dry_run: bool,
    difference: ShownDifference,
    order: ShownOrder,
}
