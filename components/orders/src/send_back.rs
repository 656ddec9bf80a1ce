//! `POST /api/v1/orders/{id or order number}/return`

mod decide;

use api::fields::{List, Text};
use api::{
    ETag, Error, Idempotent, IfMatch, IntoResponse, Json, Owner, Path, Reader, Response,
    StatusCode, Uuid,
};
use database::Request;
use database::life::RequestReturnOutcome::{
    KeyReused, LinesRefused, Refused, Requested, WindowClosed,
};
use database::life::{Change, ItemToReturn, NewReturn, Return, Returned};
use domain::Amount;
use domain::order::ShownOrder;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::answer;

/// Goods come back: an admin takes them in or refuses them, a customer asks first.
pub async fn send_back(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
    if_match: Option<IfMatch>,
    request: Idempotent<Goods>,
) -> Result<Response, Error> {
    let goods = request.body;
    let items = goods.items.as_ref().map_or(&[][..], List::as_slice);
    answer::check_once(items.iter().map(|item| item.item_id))?;
    let principal = reader.principal.clone();
    let route = "POST /orders/{id}/return";
    let change = Change {
        once: Request::by(principal, route, request.key, request.fingerprint),
        actor: reader.actor().to_owned(),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };

    match &reader.owner {
        None => decide::decide_return(&reader.tenant, &change, &goods).await,
        Some(owner) => request_return(&reader, owner, &change, &goods).await,
    }
}

async fn request_return(
    reader: &Reader,
    owner: &Owner,
    change: &Change<'_>,
    goods: &Goods,
) -> Result<Response, Error> {
    goods.check_request()?;

    match database::life::request_return(&reader.tenant, owner, change, &goods.written()).await? {
        Requested(returned) => Ok(answered(*returned)),
        WindowClosed { closed_at } => Err(Error::rejected(
            StatusCode::CONFLICT,
            "RETURN_WINDOW_CLOSED",
            "It is too late to send this order back.",
        )
        .with_detail(json!({ "closed_at": closed_at }))),
        LinesRefused { lines } => Err(answer::lines_refused(&lines)),
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}

/// 201 with the return and the order.
fn answered(returned: Returned) -> Response {
    let Returned {
        goods,
        order,
        refund_minor,
    } = returned;
    let proposed_refund = refund_minor.map(|minor| order.currency.amount(minor));
    let version = ETag(order.version);
    let shown = ShownReturn {
        goods,
        proposed_refund,
        order: ShownOrder::from(order),
    };
    (StatusCode::CREATED, version, Json(shown)).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goods {
    reason: Text<1, 500>,
    items: Option<List<ItemToReturn, 1, 200>>,
    return_id: Option<Uuid>,
    decision: Option<Decision>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Decision {
    Received,
    Refused,
}

impl Goods {
    fn written(&self) -> NewReturn<'_> {
        NewReturn {
            reason: self.reason.as_str(),
            items: self.items.as_ref().map(List::as_slice),
            return_id: self.return_id,
        }
    }

    /// What only an admin decides.
    fn check_request(&self) -> Result<(), Error> {
        let items = self.items.as_ref().map_or(&[][..], List::as_slice);
        let restocked = items.iter().position(|item| item.restock.is_some());
        let field = match (self.decision, self.return_id, restocked) {
            (Some(_), _, _) => "decision".to_owned(),
            (None, Some(_), _) => "return_id".to_owned(),
            (None, None, Some(index)) => format!("items[{index}].restock"),
            (None, None, None) => return Ok(()),
        };
        Err(Error::invalid(field, "is for the shop to say"))
    }
}

#[derive(Serialize)]
struct ShownReturn {
    #[serde(rename = "return")]
    goods: Return,
    /// What to refund for what came back; absent when a person has to say, or nothing came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed_refund: Option<Amount>,
    order: ShownOrder,
}
