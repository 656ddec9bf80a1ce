//! `POST /internal/tick`

use api::{Error, Json, Service};
use serde::Serialize;

/// Rows per tick and job, so that a tick is always short.
const BATCH: u32 = 1000;

/// Does one bounded batch of each job. Ticks may overlap: they share the work.
pub async fn tick(_: Service) -> Result<Json<Ticked>, Error> {
    Ok(Json(Ticked {
        answers_forgotten: database::ops::forget_answers(BATCH).await?,
        carts_expired: database::ops::expire_carts(BATCH).await?.len(),
    }))
}

#[derive(Serialize)]
pub struct Ticked {
    answers_forgotten: u64,
    carts_expired: usize,
}
