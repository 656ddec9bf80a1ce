//! What it costs to bring the goods where they go, by each method that goes there.

use serde::{Deserialize, Serialize};

use super::exchange::Exchange;
use super::{Context, ShippingKind, ShippingMethod, Unpriced};

/// A method that can be chosen for a cart, and what it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingOption {
    /// "STANDARD"
    pub code: String,
    /// "Standard, 3 to 5 days"
    pub name: String,
    /// Before any discount, in the cart's currency.
    pub amount_minor: i64,
}

/// Those of the context's methods that bring these goods there, in the context's order.
pub(super) fn options(context: &Context, subtotal: i64) -> Result<Vec<ShippingOption>, Unpriced> {
    let grams = context
        .lines
        .iter()
        .map(|line| line.weight_grams.checked_mul(line.quantity))
        .try_fold(0_i64, |sum, of_line| sum.checked_add(of_line?))
        .ok_or(Unpriced::TooLarge)?;
    let exchange = context.exchange(context.base_currency);
    let amount = |method: &ShippingMethod| match exchange {
        _ if method.kind == ShippingKind::Pickup => Ok(Some(0)),
        Some(exchange) => method_amount(context, exchange, method, subtotal, grams),
        // What it costs cannot be said in this currency.
        None => Ok(None),
    };
    let mut options = Vec::new();
    for method in &context.shipping_methods {
        if let Some(amount_minor) = amount(method)? {
            options.push(ShippingOption {
                code: method.code.clone(),
                name: method.name.clone(),
                amount_minor,
            });
        }
    }
    Ok(options)
}

/// `Ok(None)`: it is not offered.
fn method_amount(
    context: &Context,
    exchange: Exchange<'_>,
    method: &ShippingMethod,
    subtotal: i64,
    grams: i64,
) -> Result<Option<i64>, Unpriced> {
    let convert = |minor| {
        context
            .convert(minor, context.base_currency, exchange)
            .ok_or(Unpriced::TooLarge)
    };
    let mut best: Option<(i64, Option<i64>)> = None;
    for rate in &method.rates {
        let reached = match method.kind {
            ShippingKind::Amount => convert(rate.from_value)? <= subtotal,
            ShippingKind::Weight => rate.from_value <= grams,
            ShippingKind::Flat | ShippingKind::Pickup => rate.from_value == 0,
        };
        if reached && best.is_none_or(|(from, _)| from < rate.from_value) {
            best = Some((rate.from_value, rate.amount_minor));
        }
    }
    let Some((_, Some(amount))) = best else {
        return Ok(None);
    };
    let is_free = match method.free_from_minor {
        Some(from) => convert(from)? <= subtotal,
        None => false,
    };
    if is_free {
        Ok(Some(0))
    } else {
        convert(amount).map(Some)
    }
}
