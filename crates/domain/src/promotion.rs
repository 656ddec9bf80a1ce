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
}

/// One reduction, before it is clamped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// Index of the campaign it is given for.
    pub campaign: usize,
    /// What it is taken from.
    pub target: Target,
    /// In the smallest unit of the cart's currency.
    pub amount_minor: u64,
}

/// What a reduction is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The goods as a whole.
    Order,
    /// The line with this index.
    Line(usize),
    /// What shipping costs.
    Shipping,
}

/// Why a coupon gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No campaign has this code.
    Unknown,
    /// Its campaign has not begun.
    NotYet,
    /// Its campaign is over.
    Expired,
    /// As many orders as allowed have used it.
    UsedUp,
    /// Its campaign is for other customers.
    NotForYou,
    /// The goods are below its minimum.
    MinimumNotMet,
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
}
