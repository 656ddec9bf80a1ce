//! What a promotion component may answer. The words of `wit/promotions`, for code that
//! is not a component.

use serde::{Deserialize, Serialize};

/// A proposal: what to take off, and why some coupons give nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Reductions in the order in which they are to be applied.
    pub adjustments: Vec<Adjustment>,
    /// Index of a coupon in the cart, and why it gives nothing.
    pub refused: Vec<(usize, Refusal)>,
    /// How the campaigns were chosen, if the component says so.
    pub choice: Option<Choice>,
}

/// One reduction, before it is clamped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// What it is given for.
    pub cause: Cause,
    /// What it is taken from.
    pub target: Target,
    /// In the smallest unit of the cart's currency.
    pub amount_minor: u64,
}

/// What a reduction is given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The campaign with this index.
    Campaign(usize),
    /// The rule with this index, of those that the component has described.
    Rule(usize),
}

/// How campaigns were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Campaigns that could have given something.
    pub candidates: u32,
    /// Whether every combination was considered; otherwise there may be a better one.
    pub exact: bool,
}

/// What a reduction is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The goods as a whole, of a campaign those it covers.
    Order,
    /// The line with this index.
    Line(usize),
    /// What shipping costs.
    Shipping,
}

/// Why a coupon or a campaign gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No campaign has this code.
    Unknown,
    /// Its campaign has not begun.
    NotYet,
    /// Its campaign is over.
    Expired,
    /// As many orders as allowed have used it, or its budget is spent.
    UsedUp,
    /// Its campaign is for other customers.
    NotForYou,
    /// The customer has used it as often as one may.
    AlreadyUsed,
    /// The cart holds nothing that it covers; of a gift, not the gift.
    NotInCart,
    /// The goods it covers are below the minimum.
    MinimumNotMet,
    /// Another campaign of its lane is better.
    Outbid,
    /// Something else took its place or left nothing to reduce.
    NoEffect,
}

/// Why there is no outcome at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// It used more computing than it may.
    OutOfFuel,
    /// It gave up.
    Aborted,
    /// Its calls went too deep.
    RecursedTooDeep,
    /// Its outcome is too large.
    ResultTooLarge,
    /// It failed before and has not been reset.
    Disabled,
    /// The tenant's pricing component trapped or did not answer in time.
    NoAnswer,
    /// spin.toml has no such component, or does not let it be reached.
    Missing,
}

impl Failure {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::OutOfFuel => "out_of_fuel",
            Self::Aborted => "aborted",
            Self::RecursedTooDeep => "recursed_too_deep",
            Self::ResultTooLarge => "result_too_large",
            Self::Disabled => "disabled",
            Self::NoAnswer => "no_answer",
            Self::Missing => "missing",
        }
    }
}

/// What the shop knows of a promotion component: what spin.toml says beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Installed {
    /// "acme-tiers"
    pub name: String,
    /// "1.4.0"
    pub version: String,
    /// SHA-256 of the component; none for the one that is built along with the shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// What metered it. Fuel is comparable between equal tools only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// What an evaluation may use, whatever the cart.
    pub fuel: u64,
    /// What it may use besides for each line of the cart.
    pub fuel_per_line: u64,
    /// In the order of their indices.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

impl Installed {
    /// What it may use for a cart.
    pub fn budget(&self, lines: usize) -> u64 {
        let lines = u64::try_from(lines).unwrap_or(u64::MAX);
        self.fuel
            .saturating_add(self.fuel_per_line.saturating_mul(lines))
    }

    /// What explanations call the rule with this index.
    fn cause(&self, index: usize) -> Option<RuleName<'_>> {
        let rule = self.rules.get(index)?;
        Some(RuleName {
            code: &rule.code,
            text: rule.texts.first().map_or(&rule.code, |text| &text.text),
        })
    }
}

/// A rule of a component.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// "tiers.tea"
    pub code: String,
    /// The first is shown where nothing says which language is wanted.
    pub texts: Vec<Text>,
}

/// What a rule is called in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// BCP 47.
    pub language: String,
    /// As people read it.
    pub text: String,
}

/// A rule in an explanation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleName<'a> {
    pub code: &'a str,
    pub text: &'a str,
}

/// A component that was asked, and how it went. Kept with the explanation of a price.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluated {
    /// Its name, or the pricing component's where there was no answer to say more.
    pub component: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// SHA-256 of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// What metered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// What it could use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fuel_budget: Option<u64>,
    /// What it used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fuel_used: Option<u64>,
    /// Why it had no say; none: it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

impl Evaluated {
    /// One of which there is no more to say.
    pub fn failed(component: impl Into<String>, failure: Failure) -> Self {
        Self {
            component: component.into(),
            failure: Some(failure),
            ..Self::default()
        }
    }
}

/// What promotion components made of a cart.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// What holds.
    pub result: Result<Outcome, Failure>,
    /// Whose rules `result` speaks of.
    pub installed: Installed,
    /// Who was asked, in this order; the last one gave `result`.
    pub evaluated: Vec<Evaluated>,
}

impl Evaluation {
    /// Of a component that did not get as far as answering.
    pub fn failed(component: impl Into<String>, failure: Failure) -> Self {
        Self {
            evaluated: vec![Evaluated::failed(component, failure)],
            ..Self::from(Err(failure))
        }
    }

    pub(crate) fn rule(&self, index: usize) -> Option<RuleName<'_>> {
        self.installed.cause(index)
    }
}

/// Of a component about which nothing is known.
impl From<Result<Outcome, Failure>> for Evaluation {
    fn from(result: Result<Outcome, Failure>) -> Self {
        Self {
            result,
            installed: Installed::default(),
            evaluated: Vec::new(),
        }
    }
}
