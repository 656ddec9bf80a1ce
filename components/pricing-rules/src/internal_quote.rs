//! `POST http://pricing-rules.spin.internal/internal/quote`: how cart and checkout ask.

use api::{Error, Json, Neighbor};
use domain::quote::{Context, quote};
use pricing::QuoteOutcome;

use crate::promotions;

/// Prices a cart from its context.
pub async fn quote_cart(
    _: Neighbor,
    Json(context): Json<Context>,
) -> Result<Json<QuoteOutcome>, Error> {
    let proposal = promotions::evaluate(&context);
    Ok(Json(quote(&context, proposal).into()))
}
