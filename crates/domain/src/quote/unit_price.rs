//! What one piece costs: list, segment or VIP level, tier, warehouse, currency.
//! docs/decisions/0012 says why in this order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::exchange::Exchange;
use super::step::{Step, StepKind};
use super::{Context, Line, Price, Unpriced};
use crate::Currency;

/// Whom a price is for. In this order where two of them cost the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Audience<'a> {
    Everyone,
    Segment(&'a str),
    Vip(&'a str),
}

impl<'a> Audience<'a> {
    fn of(price: &'a Price) -> Self {
        match (&price.segment, &price.vip_level) {
            (Some(segment), _) => Self::Segment(segment),
            (None, Some(level)) => Self::Vip(level),
            (None, None) => Self::Everyone,
        }
    }
}

/// The price of one piece in the cart's currency, and how it came about.
pub(super) struct UnitPrice {
    pub minor: i64,
    pub steps: Vec<Step>,
}

/// Whether there is a [`unit_price`] at all, however large.
pub(super) fn is_sold(context: &Context, line: &Line, quantity: i64) -> bool {
    currency(context, &applicable(line, quantity)).is_some()
}

fn applicable(line: &Line, quantity: i64) -> Vec<&Price> {
    line.prices
        .iter()
        .filter(|price| price.min_quantity <= quantity)
        .filter(|price| price.warehouse.is_none() || price.warehouse == line.warehouse)
        .collect()
}

/// `quantity` counts all lines of the sku: it decides the tier.
pub(super) fn unit_price(
    context: &Context,
    line: &Line,
    quantity: i64,
) -> Result<UnitPrice, Unpriced> {
    let applicable = applicable(line, quantity);
    let (currency, exchange) = currency(context, &applicable).ok_or_else(|| Unpriced::NotSold {
        sku: line.sku.clone(),
    })?;
    let applicable: Vec<&Price> = applicable
        .into_iter()
        .filter(|price| price.currency == currency)
        .collect();

    let mut candidates: BTreeMap<Audience<'_>, &Price> = BTreeMap::new();
    for &price in &applicable {
        let best = candidates.entry(Audience::of(price)).or_insert(price);
        if specific(price) > specific(best) {
            *best = price;
        }
    }
    let mut lowest: Option<(i64, Audience<'_>, &Price)> = None;
    for (audience, price) in candidates {
        let marked_up = marked_up(context, line, price).ok_or(Unpriced::TooLarge)?;
        if lowest.is_none_or(|(amount, ..)| marked_up < amount) {
            lowest = Some((marked_up, audience, price));
        }
    }
    let (marked_up, audience, price) = lowest.ok_or_else(|| Unpriced::NotSold {
        sku: line.sku.clone(),
    })?;
    let minor = context
        .convert(marked_up, currency, exchange)
        .ok_or(Unpriced::TooLarge)?;

    let mut steps = explain(line, &applicable, audience, price);
    if marked_up != price.amount_minor {
        let from = line.warehouse.as_deref().unwrap_or_default();
        let amounts = (price.amount_minor, marked_up);
        steps.push(Step {
            rate: Some(line.markup.normalize()),
            ..Step::of_line(line, StepKind::Warehouse, from, currency, amounts)
        });
    }
    steps.extend(conversion(
        context,
        line,
        currency,
        exchange,
        (marked_up, minor),
    ));
    Ok(UnitPrice { minor, steps })
}

/// The cart's own currency, else the tenant's, else the first by code that can be converted.
fn currency<'a>(context: &'a Context, prices: &[&Price]) -> Option<(Currency, Exchange<'a>)> {
    let mut currencies: Vec<Currency> = prices.iter().map(|price| price.currency).collect();
    currencies.sort_by_key(|&currency| {
        (
            currency != context.currency,
            currency != context.base_currency,
            currency.code(),
        )
    });
    currencies
        .into_iter()
        .find_map(|currency| Some((currency, context.exchange(currency)?)))
}

/// Among the prices of one audience: the largest quantity, then the one that names the warehouse,
/// then the one that began last. The amount decides between prices that are equal in all of it.
fn specific(price: &Price) -> impl Ord + use<> {
    (
        price.min_quantity,
        price.warehouse.is_some(),
        price.valid_from,
        Reverse(price.amount_minor),
    )
}

/// What the warehouse makes of a price. One that names it is final.
fn marked_up(context: &Context, line: &Line, price: &Price) -> Option<i64> {
    if price.warehouse.is_some() || line.markup.is_zero() {
        return Some(price.amount_minor);
    }
    context.rounding.marked_up(price.amount_minor, line.markup)
}

/// From the price that everyone pays for one piece to the price that counts.
fn explain(line: &Line, applicable: &[&Price], audience: Audience<'_>, price: &Price) -> Vec<Step> {
    let first = |of: Audience<'_>| {
        applicable
            .iter()
            .filter(|price| Audience::of(price) == of)
            .max_by_key(|price| {
                (
                    Reverse(price.min_quantity),
                    price.warehouse.is_none(),
                    price.valid_from,
                    Reverse(price.amount_minor),
                )
            })
            .copied()
    };
    let start = first(audience).unwrap_or(price);
    let list = first(Audience::Everyone).unwrap_or(start);
    // What would count if no price named the warehouse.
    let general = applicable
        .iter()
        .filter(|other| Audience::of(other) == audience && other.warehouse.is_none())
        .filter(|other| other.min_quantity == price.min_quantity)
        .max_by_key(|other| specific(other))
        .copied();

    let step = |kind, cause: &str, before: i64, after: &Price| {
        let amounts = (before, after.amount_minor);
        Step::of_line(line, kind, cause, after.currency, amounts).counting_from(after.min_quantity)
    };
    let mut steps = vec![step(StepKind::List, "", list.amount_minor, list)];
    let mut now = list;
    let special = match audience {
        Audience::Everyone => None,
        Audience::Segment(segment) => Some((StepKind::Segment, segment)),
        Audience::Vip(level) => Some((StepKind::Vip, level)),
    };
    if let Some((kind, cause)) = special {
        steps.push(step(kind, cause, now.amount_minor, start));
        now = start;
    }
    let of_tier = general.unwrap_or(price);
    if of_tier.min_quantity > now.min_quantity {
        steps.push(step(StepKind::Tier, "", now.amount_minor, of_tier));
        now = of_tier;
    }
    if let Some(warehouse) = price.warehouse.as_deref().filter(|_| price != now) {
        steps.push(step(
            StepKind::Warehouse,
            warehouse,
            now.amount_minor,
            price,
        ));
    }
    steps
}

fn conversion(
    context: &Context,
    line: &Line,
    from: Currency,
    exchange: Exchange<'_>,
    amounts: (i64, i64),
) -> Option<Step> {
    let (rate, inverse) = match exchange {
        Exchange::Same => return None,
        Exchange::Direct(rate) => (rate, false),
        Exchange::Inverse(rate) => (rate, true),
    };
    let cause = format!("{}/{}", rate.base.code(), rate.quote.code());
    Some(Step {
        before_currency: Some(from),
        rate: Some(rate.rate.normalize()),
        inverse,
        source: Some(rate.source.clone()),
        valid_from: Some(rate.valid_from.clone()),
        ..Step::of_line(
            line,
            StepKind::Conversion,
            &cause,
            context.currency,
            amounts,
        )
    })
}
