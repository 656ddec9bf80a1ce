//! What the shop says to goods that come back.

use api::{Error, Response, StatusCode, Tenant, Uuid};
use database::life::{Change, ReceiveReturnOutcome, RefuseReturnOutcome};
use serde_json::json;

use super::{Decision, Goods, answered};
use crate::answer;

/// Takes goods in, or refuses those that were requested.
pub async fn decide_return(
    tenant: &Tenant,
    change: &Change<'_>,
    goods: &Goods,
) -> Result<Response, Error> {
    match (goods.decision, goods.return_id) {
        (Some(Decision::Refused), Some(return_id)) => {
            refuse(tenant, change, return_id, goods).await
        }
        (Some(Decision::Refused), None) => Err(Error::invalid(
            "return_id",
            "is required: the request that is refused",
        )),
        (Some(Decision::Received) | None, _) => receive(tenant, change, goods).await,
    }
}

async fn receive(tenant: &Tenant, change: &Change<'_>, goods: &Goods) -> Result<Response, Error> {
    use ReceiveReturnOutcome::{
        KeyReused, LinesRefused, NotNow, Received, ReturnDecided, UnknownReturn,
    };

    match database::life::receive_return(tenant, change, &goods.written()).await? {
        Received(returned) => Ok(answered(*returned)),
        UnknownReturn => Err(unknown_return()),
        ReturnDecided { status } => Err(return_decided(&status)),
        LinesRefused { lines } => Err(answer::lines_refused(&lines)),
        KeyReused => Err(Error::key_reused()),
        NotNow(refusal) => Err(answer::refused(refusal)),
    }
}

async fn refuse(
    tenant: &Tenant,
    change: &Change<'_>,
    return_id: Uuid,
    goods: &Goods,
) -> Result<Response, Error> {
    use RefuseReturnOutcome::{KeyReused, NotNow, Refused, ReturnDecided, UnknownReturn};

    if goods.items.is_some() {
        return Err(Error::invalid("items", "are those that were requested"));
    }
    let reason = goods.reason.as_str();

    match database::life::refuse_return(tenant, change, return_id, reason).await? {
        Refused(returned) => Ok(answered(*returned)),
        UnknownReturn => Err(unknown_return()),
        ReturnDecided { status } => Err(return_decided(&status)),
        KeyReused => Err(Error::key_reused()),
        NotNow(refusal) => Err(answer::refused(refusal)),
    }
}

fn unknown_return() -> Error {
    Error::invalid("return_id", "is no return of this order")
}

fn return_decided(status: &str) -> Error {
    Error::rejected(
        StatusCode::CONFLICT,
        "RETURN_DECIDED",
        format!("This return is {status} already."),
    )
    .with_detail(json!({ "status": status }))
}
