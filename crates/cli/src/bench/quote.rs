//! The quote of a cart without promotions: what a caller of `place_order` must bring. The
//! promotions are the pricing component's work; their cost is what is measured.

use anyhow::Result;
use domain::promotion::Outcome;
use domain::quote::{Context, Quote};
use serde::Deserialize;

/// What `checkout_view` answers, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(super) struct CheckoutView {
    pub checkout: Versioned,
    pub cart: Versioned,
    context: Context,
}

/// What a quote is made for is named by its version.
#[derive(Debug, Deserialize)]
pub(super) struct Versioned {
    pub version: i64,
}

impl CheckoutView {
    /// For `place_order`.
    pub(super) fn quote(&self) -> Result<Quote> {
        Ok(domain::quote::quote(&self.context, Ok(Outcome::default()))?)
    }
}
