//! What a cart costs: unit prices, then the promotion component's proposal, clamped, then
//! shipping and tax. Pure arithmetic over a [`Context`].

mod allocate;
mod answer;
mod basis;
mod campaign;
mod candidate;
mod clamp;
mod context;
mod exchange;
mod explained;
mod shipping;
mod shown;
mod step;
mod tax;
mod unit_price;
mod unsold;
mod variant_price;

pub use allocate::allocate;
pub use answer::{CampaignUse, CouponState, PricedLine, Quote};
pub use basis::{Basis, BasisLine};
pub use campaign::{
    Campaign, CampaignType, Discount, DiscountTier, Goods, Pick, Reduction, TierBasis,
};
pub use candidate::Candidate;
pub use context::{
    Context, Customer, Destination, ExchangeRate, Line, Policy, Price, ShippingKind,
    ShippingMethod, ShippingRate,
};
pub use explained::{ExplainedItem, PriceExplanation, Priced};
pub use shipping::ShippingOption;
pub use shown::{ShownCoupon, ShownLine, ShownQuote, ShownShippingOption, ShownStep};
pub use step::{Explanation, PassedOver, Step, StepKind};
pub use unsold::UnsoldLine;
pub use variant_price::{LinePrice, Tier, VariantPrice, variant_prices};

use serde::{Deserialize, Serialize};

use crate::promotion::Evaluation;

/// Why a cart has no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Unpriced {
    /// The line is not sold any more, or in no currency that could be converted.
    #[error("{sku} is not sold in this currency")]
    NotSold {
        /// The line's sku.
        sku: String,
    },
    /// The chosen shipping method does not bring these goods where they go: another zone, or too
    /// heavy. [`Context::shipping_methods`] may have others that do.
    #[error("{method} does not deliver this cart there")]
    NotServable {
        /// The method's code.
        method: String,
    },
    /// A sum is larger than money can be.
    #[error("the amounts of this cart are too large")]
    TooLarge,
    /// The promotion component failed, and the tenant's policy is to refuse.
    #[error("promotions cannot be evaluated right now")]
    PromotionsUnavailable,
}

/// Prices a cart. `evaluation` is what the promotion component answered for its [`Basis`].
pub fn quote(context: &Context, evaluation: impl Into<Evaluation>) -> Result<Quote, Unpriced> {
    Basis::new(context)?.quote(evaluation)
}

#[cfg(test)]
mod tests;
