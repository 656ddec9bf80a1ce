//! What a cart costs before promotions: what a promotion component is shown.

use std::collections::BTreeMap;

use super::shipping::{self, ShippingOption};
use super::step::{Step, StepKind};
use super::unit_price::unit_price;
use super::{Candidate, Context, Line, Quote, Unpriced, answer, clamp, tax};
use crate::promotion::{Evaluation, Outcome};
use crate::quote::Policy;

/// A cart with its unit prices and what shipping costs, everything in the cart's currency.
pub struct Basis<'a> {
    /// What it was made from.
    pub context: &'a Context,
    /// In the order of the cart.
    pub lines: Vec<BasisLine<'a>>,
    /// `None` as long as no method is chosen.
    pub shipping_minor: Option<i64>,
    /// The campaigns of the context that can be evaluated, in order of their ids.
    pub candidates: Vec<Candidate>,
    /// What the goods cost.
    pub subtotal_minor: i64,
    pub(super) shipping_options: Vec<ShippingOption>,
    pub(super) steps: Vec<Step>,
}

/// A line with its unit price.
pub struct BasisLine<'a> {
    /// The line.
    pub line: &'a Line,
    /// For one piece.
    pub unit_price_minor: i64,
    /// Quantity times unit price.
    pub subtotal_minor: i64,
}

impl<'a> Basis<'a> {
    /// Finds the unit prices, adds them up and asks what shipping costs.
    pub fn new(context: &'a Context) -> Result<Self, Unpriced> {
        let mut steps = Vec::with_capacity(context.lines.len());
        let mut lines = Vec::with_capacity(context.lines.len());
        let mut subtotal_minor = 0_i64;
        let quantities = quantities(context);
        for line in &context.lines {
            let quantity = quantities.of(line).ok_or(Unpriced::TooLarge)?;
            let mut price = unit_price(context, line, quantity)?;
            steps.append(&mut price.steps);
            let of_line = line
                .quantity
                .checked_mul(price.minor)
                .ok_or(Unpriced::TooLarge)?;
            subtotal_minor = subtotal_minor
                .checked_add(of_line)
                .ok_or(Unpriced::TooLarge)?;
            lines.push(BasisLine {
                line,
                unit_price_minor: price.minor,
                subtotal_minor: of_line,
            });
        }

        let shipping_options = shipping::options(context, subtotal_minor)?;
        let shipping_minor = match &context.shipping_method {
            None => None,
            Some(chosen) => {
                let option = shipping_options.iter().find(|o| o.code == *chosen);
                let option = option.ok_or_else(|| Unpriced::NotServable {
                    method: chosen.clone(),
                })?;
                Some(option.amount_minor)
            }
        };
        Ok(Self {
            candidates: candidates(context, &lines),
            context,
            lines,
            shipping_minor,
            subtotal_minor,
            shipping_options,
            steps,
        })
    }

    /// The quote, with what the promotion component answered for this basis.
    pub fn quote(mut self, evaluation: impl Into<Evaluation>) -> Result<Quote, Unpriced> {
        let mut evaluation = evaluation.into();
        let failure = evaluation.result.as_ref().err().copied();
        if failure.is_some() {
            match self.context.policy {
                Policy::Refuse => return Err(Unpriced::PromotionsUnavailable),
                Policy::Skip | Policy::Standard => evaluation.result = Ok(Outcome::default()),
            }
        }
        let outcome = evaluation.result.clone().unwrap_or_default();
        let mut clamped = clamp::clamp(&self, &outcome, &evaluation);

        self.steps.append(&mut clamped.steps);
        self.steps.extend(self.shipping_step());
        let lines = tax::lines(&self, &clamped)?;
        let shipping_tax = tax::shipping(&self, &clamped)?;
        self.steps
            .extend(tax::steps(self.context, &lines, &shipping_tax)?);
        let mut quote = answer::add_up(self, lines, clamped, shipping_tax, &outcome)?;
        quote.explanation.promotion_failure = failure;
        quote.explanation.promotions = evaluation.evaluated;
        Ok(quote)
    }

    fn shipping_step(&self) -> Option<Step> {
        let (method, amount) = (self.context.shipping_method.as_ref()?, self.shipping_minor?);
        let currency = self.context.currency;
        Some(Step::new(
            StepKind::Shipping,
            "shipping",
            method,
            currency,
            (0, amount),
        ))
    }
}

/// What decides the tier: the pieces of all lines with the same sku.
pub(super) struct Quantities<'a>(BTreeMap<&'a str, Option<i64>>);

pub(super) fn quantities(context: &Context) -> Quantities<'_> {
    let mut of_skus = BTreeMap::new();
    for line in &context.lines {
        let sum = of_skus.entry(line.sku.as_str()).or_insert(Some(0_i64));
        *sum = sum.and_then(|sum| sum.checked_add(line.quantity));
    }
    Quantities(of_skus)
}

impl Quantities<'_> {
    /// `None`: more than can be counted.
    pub(super) fn of(&self, line: &Line) -> Option<i64> {
        *self.0.get(line.sku.as_str())?
    }
}

/// One whose amounts cannot be converted into the cart's currency cannot be evaluated.
fn candidates(context: &Context, lines: &[BasisLine<'_>]) -> Vec<Candidate> {
    let exchange = context.exchange(context.base_currency);
    let mut candidates: Vec<Candidate> = context
        .campaigns
        .iter()
        .filter_map(|campaign| Candidate::new(context, exchange, campaign, lines))
        .collect();
    candidates.sort_by_key(|candidate| candidate.campaign.id);
    candidates
}
