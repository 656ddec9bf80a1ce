//! `POST http://pricing-rules.spin.internal/internal/quote`: how cart and checkout ask.

use api::{Error, Json, Neighbor};
use domain::quote::{Basis, Context, Quote, Unpriced};
use pricing::QuoteOutcome;

use crate::promotions;

/// Prices a cart from its context.
pub async fn quote_cart(
    _: Neighbor,
    Json(context): Json<Context>,
) -> Result<Json<QuoteOutcome>, Error> {
    Ok(Json(price(&context).into()))
}

fn price(context: &Context) -> Result<Quote, Unpriced> {
    let basis = Basis::new(context)?;
    let proposal = promotions::evaluate(&basis);
    basis.quote(proposal)
}
