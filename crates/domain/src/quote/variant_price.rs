//! What one variant costs by itself, without promotions, shipping and tax, and what more of it
//! would cost.

use super::step::Step;
use super::unit_price::unit_price;
use super::{Context, Line, Unpriced};

/// The price of a line that stands alone, whatever else is in the context.
#[derive(Debug)]
pub struct VariantPrice<'a> {
    /// The line.
    pub line: &'a Line,
    /// `None`: it is not sold to this customer in this currency.
    pub price: Option<LinePrice>,
    /// What one piece costs from which quantity on, each lower or higher than the one before.
    pub tiers: Vec<Tier>,
}

/// A unit price and how it came about.
#[derive(Debug)]
pub struct LinePrice {
    /// For one piece, in the cart's currency.
    pub unit_price_minor: i64,
    /// Quantity times unit price.
    pub subtotal_minor: i64,
    /// From the list to the unit price.
    pub steps: Vec<Step>,
}

/// A row of a table of quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The quantity from which it counts.
    pub from_quantity: i64,
    /// For one piece, in the cart's currency.
    pub unit_price_minor: i64,
}

/// Prices each line by itself. The context has the prices of all quantities; all of them are
/// priced from the warehouse that serves the line's own.
pub fn variant_prices(context: &Context) -> Result<Vec<VariantPrice<'_>>, Unpriced> {
    let lines = context.lines.iter();
    lines
        .map(|line| {
            Ok(VariantPrice {
                line,
                price: line_price(context, line)?,
                tiers: tiers(context, line)?,
            })
        })
        .collect()
}

fn line_price(context: &Context, line: &Line) -> Result<Option<LinePrice>, Unpriced> {
    let price = match unit_price(context, line, line.quantity) {
        Ok(price) => price,
        Err(Unpriced::NotSold { .. }) => return Ok(None),
        Err(other) => return Err(other),
    };
    let subtotal = line.quantity.checked_mul(price.minor);
    Ok(Some(LinePrice {
        unit_price_minor: price.minor,
        subtotal_minor: subtotal.ok_or(Unpriced::TooLarge)?,
        steps: price.steps,
    }))
}

fn tiers(context: &Context, line: &Line) -> Result<Vec<Tier>, Unpriced> {
    let mut quantities: Vec<i64> = line.prices.iter().map(|price| price.min_quantity).collect();
    quantities.sort_unstable();
    quantities.dedup();

    let mut tiers: Vec<Tier> = Vec::new();
    for from_quantity in quantities {
        let unit_price_minor = match unit_price(context, line, from_quantity) {
            Ok(price) => price.minor,
            Err(Unpriced::NotSold { .. }) => continue,
            Err(other) => return Err(other),
        };
        if tiers.last().map(|tier| tier.unit_price_minor) != Some(unit_price_minor) {
            tiers.push(Tier {
                from_quantity,
                unit_price_minor,
            });
        }
    }
    Ok(tiers)
}
