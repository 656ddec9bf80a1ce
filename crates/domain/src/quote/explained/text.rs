//! The explanation as sentences that somebody can read out to a customer.

use std::fmt::{self, Display, Formatter};

use rust_decimal::Decimal;

use super::{ExplainedItem, PriceExplanation, Priced};
use crate::promotion::Refusal;
use crate::quote::{Step, StepKind};

impl Display for PriceExplanation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let currency = self.currency.code();
        match &self.of {
            Priced::Cart { id } => writeln!(f, "The price of cart {id}, in {currency}")?,
            Priced::Order { number, .. } => {
                writeln!(f, "The price of order {number}, in {currency}")?;
            }
        }
        for item in &self.items {
            writeln!(f)?;
            self.write_item(f, item)?;
        }
        writeln!(f, "\nGoods: {}", self.amount(self.subtotal_minor))?;
        self.write_reductions(f, |step| step.target != "shipping")?;
        for step in self.steps(StepKind::Shipping) {
            let amount = self.amount(step.after_minor);
            writeln!(f, "Shipping, {}: {amount}", step.cause)?;
        }
        self.write_reductions(f, |step| step.target == "shipping")?;
        if self.discount_minor > 0 {
            writeln!(f, "Saved: {}", self.amount(self.discount_minor))?;
        }
        for step in self.steps(StepKind::Tax) {
            self.write_tax(f, step)?;
        }
        writeln!(f, "To pay: {}", self.amount(self.total_minor))?;
        self.write_passed_over(f)
    }
}

impl PriceExplanation {
    fn steps(&self, kind: StepKind) -> impl Iterator<Item = &Step> {
        let steps = self.explanation.steps.iter();
        steps.filter(move |step| step.kind == kind)
    }

    fn amount(&self, minor: i64) -> impl Display {
        self.currency.amount(minor)
    }

    fn write_item(&self, f: &mut Formatter<'_>, item: &ExplainedItem) -> fmt::Result {
        writeln!(f, "{} x {} ({})", item.quantity, item.name, item.sku)?;
        let steps = self.explanation.steps.iter();
        for step in steps.filter(|step| step.line_id == Some(item.id)) {
            write_unit_price(f, step)?;
        }
        let unit_price = self.amount(item.unit_price_minor);
        let subtotal = self.amount(item.subtotal_minor);
        writeln!(f, "  {} x {unit_price} = {subtotal}", item.quantity)?;
        if item.discount_minor > 0 {
            let discount = self.amount(item.discount_minor);
            let rest = self.amount(item.subtotal_minor - item.discount_minor);
            writeln!(f, "  less its part of all reductions, {discount}: {rest}")?;
        }
        Ok(())
    }

    fn write_reductions(&self, f: &mut Formatter<'_>, are: fn(&Step) -> bool) -> fmt::Result {
        for step in self.steps(StepKind::Discount).filter(|step| are(step)) {
            let from = match step.target.as_str() {
                "order" => "the goods it is for".to_owned(),
                target => target.to_owned(),
            };
            let off = self.amount(step.before_minor - step.after_minor);
            let (before, after) = (
                self.amount(step.before_minor),
                self.amount(step.after_minor),
            );
            writeln!(f, "{}: {off} off {from}, {before} -> {after}", step.cause)?;
            if let Some(proposed) = step.clamped_from_minor {
                let proposed = self.amount(proposed);
                writeln!(
                    f,
                    "  {proposed} was proposed; no more than this could be given"
                )?;
            }
        }
        Ok(())
    }

    fn write_tax(&self, f: &mut Formatter<'_>, step: &Step) -> fmt::Result {
        let percent = percent(step.rate.unwrap_or_default());
        let tax = self.amount(step.after_minor - step.before_minor);
        let without = self.amount(step.before_minor);
        match self.prices_include_tax {
            true => writeln!(
                f,
                "Tax {percent} %: {tax} is contained, {without} without it"
            ),
            false => writeln!(f, "Tax {percent} % of {without}: {tax}"),
        }
    }

    fn write_passed_over(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let passed_over = &self.explanation.passed_over;
        let known = |code: &str| passed_over.iter().any(|p| p.code.as_deref() == Some(code));
        let unknown = self.coupons.iter().filter_map(|coupon| {
            let refused = coupon.refused?;
            (!known(&coupon.code)).then_some((&coupon.code, refused))
        });
        let mut unknown = unknown.peekable();
        if !passed_over.is_empty() || unknown.peek().is_some() {
            writeln!(f, "\nNot applied:")?;
        }
        for campaign in passed_over {
            let code = campaign.code.as_ref();
            let code = code.map_or(String::new(), |code| format!(" ({code})"));
            writeln!(f, "  {}{code}: {}", campaign.name, campaign.reason)?;
        }
        for (code, refused) in unknown {
            writeln!(f, "  {code}: {refused}")?;
        }
        match self.explanation.choice {
            Some(choice) if choice.exact => writeln!(
                f,
                "\n{} campaigns could give something. No combination of them takes off more.",
                choice.candidates
            ),
            Some(choice) => writeln!(
                f,
                "\n{} campaigns could give something, too many to compare every combination. This is the best one that was found.",
                choice.candidates
            ),
            None => Ok(()),
        }
    }
}

fn write_unit_price(f: &mut Formatter<'_>, step: &Step) -> fmt::Result {
    let before = step.before_currency.unwrap_or(step.currency);
    let (before, after) = (
        before.amount(step.before_minor),
        step.currency.amount(step.after_minor),
    );
    let cause = &step.cause;
    let from = step.from_quantity.unwrap_or(1);
    match step.kind {
        StepKind::List => writeln!(f, "  list price: {after}"),
        StepKind::Segment => writeln!(f, "  price for {cause}: {before} -> {after}"),
        StepKind::Vip => writeln!(f, "  price for {cause} customers: {before} -> {after}"),
        StepKind::Tier => writeln!(f, "  price from {from} pieces on: {before} -> {after}"),
        StepKind::Warehouse => writeln!(f, "  from warehouse {cause}: {before} -> {after}"),
        StepKind::Conversion => {
            let rate = step.rate.unwrap_or_default();
            let (of, to) = (step.before_currency.unwrap_or(step.currency), step.currency);
            let (of, to) = (of.code(), to.code());
            let how = if step.inverse { "divided by" } else { "times" };
            writeln!(f, "  from {of} to {to}, {how} {rate}: {before} -> {after}")
        }
        StepKind::Discount | StepKind::Shipping | StepKind::Tax => Ok(()),
    }
}

fn percent(rate: Decimal) -> Decimal {
    (rate * Decimal::ONE_HUNDRED).normalize()
}

impl Display for Refusal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "no campaign has this code",
            Self::NotYet => "it has not begun",
            Self::Expired => "it is over",
            Self::UsedUp => "it has been used as often as it may, or its budget is spent",
            Self::NotForYou => "it is for other customers",
            Self::AlreadyUsed => "this customer has used it as often as one may",
            Self::NotInCart => "the cart holds nothing that it is for",
            Self::MinimumNotMet => "the goods it is for are below its minimum",
            Self::Outbid => "another campaign that it does not go together with is better",
            Self::NoEffect => "there was nothing left for it to reduce",
        })
    }
}
