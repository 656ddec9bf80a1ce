//! What a shopper saw of a cart, and what has changed since. A [`Look`] is kept between two
//! answers; losing it costs the news, nothing else.

mod change;

pub use change::{Change, Item, Kind, Told};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Currency;
use crate::promotion::Refusal;
use crate::quote::{Context, Quote, UnsoldLine};

/// What an answer with a cart told, as far as it can change by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    currency: Currency,
    lines: Vec<SeenLine>,
    coupons: Vec<SeenCoupon>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SeenLine {
    id: Uuid,
    /// `None`: it was not sold.
    unit_price_minor: Option<i64>,
    /// Whether all of it could be had. How much there was is not kept: each unit that somebody
    /// buys would be news.
    is_enough: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SeenCoupon {
    code: String,
    /// Why it gave nothing; `None`: it gave something.
    refused: Option<Refusal>,
}

impl Look {
    /// What the answer with `quote` tells. `unsold` are the lines that it leaves out.
    pub fn new(context: &Context, quote: &Quote, unsold: &[UnsoldLine]) -> Self {
        let priced = context.lines.iter().zip(&quote.lines);
        let priced = priced.map(|(line, price)| SeenLine {
            id: line.line_id,
            unit_price_minor: Some(price.unit_price_minor),
            is_enough: line.available >= line.quantity,
        });
        let unsold = unsold.iter().map(|unsold| SeenLine {
            id: unsold.line.line_id,
            unit_price_minor: None,
            is_enough: true,
        });
        let coupons = quote.coupons.iter().map(|coupon| SeenCoupon {
            code: coupon.code.clone(),
            refused: coupon.refused,
        });
        Self {
            currency: context.currency,
            lines: priced.chain(unsold).collect(),
            coupons: coupons.collect(),
        }
    }

    /// Whether there is nothing in it that could change.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.coupons.is_empty()
    }
}

#[cfg(test)]
mod tests;
