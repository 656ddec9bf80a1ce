//! `POST /internal/tick`

use api::{Error, Fault, IntoResponse, Json, RequestId, Response, Service};
use database::looks::Looks;
use serde::Serialize;

use crate::callbacks::try_kept_callbacks;

/// Rows per tick and job, so that a tick is always short.
const BATCH: u32 = 1000;

/// Attempts per tick. They are asked about at once, so that a provider that does not answer costs a
/// tick one time limit and not one for each; few, because all of them compute in one request.
const PAYMENTS: u32 = 10;

/// Orders per tick and job: each takes locks that others wait for.
const ORDERS: u32 = 50;

/// Callbacks per tick that came too early: each order they are about takes a statement.
const CALLBACKS: u32 = 50;

/// Does one bounded batch of each job. Ticks may overlap: they share the work.
pub async fn tick(_: Service, request_id: RequestId) -> Result<Response, Error> {
    let callbacks = try_kept_callbacks(CALLBACKS).await?;
    let mut ticked = Ticked {
        answers_forgotten: database::ops::forget_answers(BATCH).await?,
        carts_expired: expire_carts().await?,
        checkouts_expired: database::checkout::expire_checkouts(BATCH).await?,
        orders_expired: database::life::expire_holds(ORDERS).await?,
        orders_completed: database::life::complete_orders(ORDERS).await?,
        callbacks_settled: callbacks.settled,
        payments_asked: 0,
    };
    // Last: a provider that does not answer holds up nothing else.
    let payments = ordering::settle_due_attempts(PAYMENTS, &request_id).await?;
    ticked.payments_asked = payments.asked;
    let faults = [callbacks.faults, payments.faults].concat();
    Ok(match first(faults) {
        None => Json(ticked).into_response(),
        Some(fault) => (fault, Json(ticked)).into_response(),
    })
}

/// What failed for single rows is for the log, and says how many there were.
fn first(faults: Vec<Fault>) -> Option<Fault> {
    let more = faults.len().saturating_sub(1);
    let fault = faults.into_iter().next()?;
    Some(match more {
        0 => fault,
        more => Fault::bug(format!("{fault}; and {more} more")),
    })
}

/// A look that stays behind would cost some bytes, and nothing would find it again.
async fn expire_carts() -> Result<u64, Error> {
    let (expired, carts) = database::ops::expire_carts(BATCH).await?;
    if let [_, ..] = carts[..] {
        let looks = Looks::open().await?;
        for cart_id in &carts {
            looks.forget(*cart_id).await?;
        }
    }
    Ok(expired)
}

#[derive(Serialize)]
pub struct Ticked {
    answers_forgotten: u64,
    carts_expired: u64,
    checkouts_expired: u64,
    orders_expired: u64,
    orders_completed: u64,
    payments_asked: u64,
    callbacks_settled: u64,
}
