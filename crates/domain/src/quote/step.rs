//! How a price came about, step by step.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Line;
use crate::Currency;
use crate::promotion::{Choice, Evaluated, Failure, Refusal};

/// How a quote came about. Kept with the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Why the promotion component had no say; `None`: it had.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub promotion_failure: Option<Failure>,
    /// The components that were asked, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub promotions: Vec<Evaluated>,
    /// In the order in which they were taken: unit prices line by line, reductions, shipping, tax.
    pub steps: Vec<Step>,
    /// How the campaigns were chosen, if the promotion component says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub choice: Option<Choice>,
    /// The campaigns that gave nothing, in order of their ids.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub passed_over: Vec<PassedOver>,
}

/// A campaign that gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    /// The campaign.
    pub campaign_id: Uuid,
    /// Its name.
    pub name: String,
    /// The entered code that would have opened it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<String>,
    /// Why.
    pub reason: Refusal,
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A unit price begins with what the list says.
    List,
    /// The customer's segment has a price of its own; `cause` names it.
    Segment,
    /// The customer's VIP level has a price of its own; `cause` names it.
    Vip,
    /// So many pieces have a price of their own, from `from_quantity` on.
    Tier,
    /// The warehouse that `cause` names has a price of its own, or marks up by `rate`.
    Warehouse,
    /// Into the cart's currency, at `rate`.
    Conversion,
    /// A reduction; `cause` is the campaign's name, the rule's text, or why it was dropped.
    Discount,
    /// What the method that `cause` names costs.
    Shipping,
    /// `rate` of all that is taxed at it: without tax before, with it after.
    Tax,
}

/// One step of a price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What it did.
    pub kind: StepKind,
    /// "order", "shipping", or the sku of a line.
    pub target: String,
    /// The line, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line_id: Option<Uuid>,
    /// Because of what.
    pub cause: String,
    /// The code of the component's own rule that caused it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rule: Option<String>,
    /// Of both amounts; of the second one in a conversion.
    pub currency: Currency,
    /// What there was.
    pub before_minor: i64,
    /// What there is now.
    pub after_minor: i64,
    /// Of the first amount in a conversion.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before_currency: Option<Currency>,
    /// The quantity from which a price counts, where that is not 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from_quantity: Option<i64>,
    /// Of a mark-up, a conversion or a tax.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rate: Option<Decimal>,
    /// Set when it was divided by the rate: it is the rate of the opposite direction.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub inverse: bool,
    /// Who said so, of a conversion's rate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// Since when, of a conversion's rate; RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub valid_from: Option<String>,
    /// Set when more was proposed than granted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub clamped_from_minor: Option<i64>,
}

impl Step {
    pub(super) fn new(
        kind: StepKind,
        target: &str,
        cause: &str,
        currency: Currency,
        (before_minor, after_minor): (i64, i64),
    ) -> Self {
        Self {
            kind,
            target: target.to_owned(),
            line_id: None,
            cause: cause.to_owned(),
            rule: None,
            currency,
            before_minor,
            after_minor,
            before_currency: None,
            from_quantity: None,
            rate: None,
            inverse: false,
            source: None,
            valid_from: None,
            clamped_from_minor: None,
        }
    }

    /// About the unit price of a line.
    pub(super) fn of_line(
        line: &Line,
        kind: StepKind,
        cause: &str,
        currency: Currency,
        amounts: (i64, i64),
    ) -> Self {
        Self {
            line_id: Some(line.line_id),
            ..Self::new(kind, &line.sku, cause, currency, amounts)
        }
    }

    pub(super) fn counting_from(self, quantity: i64) -> Self {
        Self {
            from_quantity: (quantity > 1).then_some(quantity),
            ..self
        }
    }
}
