//! `POST /internal/tick`

use api::{Error, Json, Service};
use database::looks::Looks;
use serde::Serialize;

/// Rows per tick and job, so that a tick is always short.
const BATCH: u32 = 1000;

/// Does one bounded batch of each job. Ticks may overlap: they share the work.
pub async fn tick(_: Service) -> Result<Json<Ticked>, Error> {
    Ok(Json(Ticked {
        answers_forgotten: database::ops::forget_answers(BATCH).await?,
        carts_expired: expire_carts().await?,
        checkouts_expired: database::checkout::expire_checkouts(BATCH).await?,
    }))
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
}
