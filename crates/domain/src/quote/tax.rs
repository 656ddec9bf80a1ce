//! Tax of each line and of shipping, on what is left after discounts, rounded each on its own.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::basis::Basis;
use super::clamp::Clamped;
use super::step::{Step, StepKind};
use super::{Context, PricedLine, Unpriced};

/// What is taxed, at which rate, and the tax.
#[derive(Clone, Copy)]
pub(super) struct Taxed {
    pub rate: Decimal,
    pub amount_minor: i64,
    pub tax_minor: i64,
}

impl Taxed {
    /// Contained in the amount, or to be added to it.
    fn new(context: &Context, rate: Decimal, amount_minor: i64) -> Result<Self, Unpriced> {
        let tax = if context.prices_include_tax {
            context.rounding.contained(amount_minor, rate)
        } else {
            context.rounding.share(amount_minor, rate)
        };
        Ok(Self {
            rate,
            amount_minor,
            tax_minor: tax.ok_or(Unpriced::TooLarge)?,
        })
    }
}

pub(super) fn lines(basis: &Basis<'_>, clamped: &Clamped) -> Result<Vec<PricedLine>, Unpriced> {
    let context = basis.context;
    let lines = basis.lines.iter().zip(&clamped.line_discounts);
    lines
        .map(|(basis, &discount_minor)| {
            let line = basis.line;
            let taxed = Taxed::new(
                context,
                line.tax_rate,
                basis.subtotal_minor - discount_minor,
            )?;
            Ok(PricedLine {
                line_id: line.line_id,
                sku: line.sku.clone(),
                product_id: line.product_id,
                variant_id: line.variant_id,
                name: line.name.clone(),
                quantity: line.quantity,
                unit_price_minor: basis.unit_price_minor,
                subtotal_minor: basis.subtotal_minor,
                discount_minor,
                tax_minor: taxed.tax_minor,
                tax_rate: line.tax_rate,
                warehouse: line.warehouse.clone(),
            })
        })
        .collect()
}

pub(super) fn shipping(basis: &Basis<'_>, clamped: &Clamped) -> Result<Taxed, Unpriced> {
    let context = basis.context;
    let amount = basis.shipping_minor.unwrap_or(0) - clamped.shipping_discount;
    Taxed::new(context, context.shipping_tax_rate, amount)
}

/// One for each rate: all that is taxed at it, without the tax and with it.
pub(super) fn steps(
    context: &Context,
    lines: &[PricedLine],
    shipping: &Taxed,
) -> Result<Vec<Step>, Unpriced> {
    let of_lines = lines.iter().map(|line| Taxed {
        rate: line.tax_rate,
        amount_minor: line.subtotal_minor - line.discount_minor,
        tax_minor: line.tax_minor,
    });
    let mut by_rate: BTreeMap<Decimal, (i64, i64)> = BTreeMap::new();
    for taxed in of_lines.chain([*shipping]) {
        let (amount, tax) = by_rate.entry(taxed.rate.normalize()).or_default();
        *amount = amount
            .checked_add(taxed.amount_minor)
            .ok_or(Unpriced::TooLarge)?;
        *tax = tax.checked_add(taxed.tax_minor).ok_or(Unpriced::TooLarge)?;
    }
    by_rate
        .into_iter()
        .filter(|(rate, (amount, _))| !rate.is_zero() && *amount > 0)
        .map(|(rate, (amount, tax))| {
            let amounts = if context.prices_include_tax {
                (amount - tax, amount)
            } else {
                (amount, amount.checked_add(tax).ok_or(Unpriced::TooLarge)?)
            };
            let step = Step::new(StepKind::Tax, "order", "", context.currency, amounts);
            Ok(Step {
                rate: Some(rate),
                ..step
            })
        })
        .collect()
}
