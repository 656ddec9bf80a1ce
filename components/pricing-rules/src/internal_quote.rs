//! `POST http://pricing-rules.spin.internal/internal/quote`: how cart and checkout ask.

use api::{Error, Json, Neighbor};
use domain::promotion::{Evaluation, Installed};
use domain::quote::{Basis, Context, Unpriced};
use pricing::{Question, QuoteOutcome};

use crate::{installed, promotions};

/// Prices a cart from its context.
pub async fn quote_cart(
    _: Neighbor,
    Json(question): Json<Question<'static>>,
) -> Result<Json<QuoteOutcome>, Error> {
    let installed = installed::promotions().await?;
    let outcome = price(&question, installed);
    Ok(Json(outcome.unwrap_or_else(|why| Err(why).into())))
}

fn price(question: &Question<'_>, installed: Installed) -> Result<QuoteOutcome, Unpriced> {
    let context: &Context = &question.context;
    let basis = Basis::new(context)?;
    let mut evaluation = promotions::evaluate(&basis, installed);
    if let (true, Some(failed)) = (is_own_failure(&evaluation), evaluation.evaluated.last()) {
        return Ok(QuoteOutcome::Failed {
            evaluated: failed.clone(),
        });
    }
    evaluation
        .evaluated
        .splice(0..0, question.instead_of.clone());
    Ok(basis.quote(evaluation).into())
}

/// Only the caller can count failures, and ask the built-in promotions instead.
fn is_own_failure(evaluation: &Evaluation) -> bool {
    evaluation.installed.digest.is_some() && evaluation.result.is_err()
}
