#![doc = include_str!("../README.md")]

#[expect(unsafe_code, reason = "generated from wit/promotions")]
mod bindings {
    wit_bindgen::generate!({ path: "../../wit/promotions", world: "plugin" });

    export!(Component with_types_in self);

    use super::Component;
}

use bindings::exports::spindle::promotions::rules::{Cart, Description, Guest, Outcome};
use bindings::spindle::promotions::about::{Rule, Text};
use bindings::spindle::promotions::engine::{Adjustment, Cause, Line, Target};

/// From so many pieces of a category on, so many percent off each of its lines.
struct Tier {
    category: &'static str,
    pieces: u64,
    percent: u64,
}

/// An adjustment names its tier by the index in this list.
const TIERS: [Tier; 4] = [
    tier("kitchen", 6, 5),
    tier("kitchen", 24, 10),
    tier("clothing", 3, 8),
    tier("clothing", 10, 15),
];

const fn tier(category: &'static str, pieces: u64, percent: u64) -> Tier {
    Tier {
        category,
        pieces,
        percent,
    }
}

struct Component;

impl Guest for Component {
    fn describe() -> Description {
        Description {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: TIERS.iter().map(rule).collect(),
        }
    }

    fn evaluate(cart: Cart) -> Outcome {
        let reached: Vec<(u32, &Tier)> = (0..)
            .zip(&TIERS)
            .filter(|(_, tier)| pieces_of(&cart.lines, tier.category) >= tier.pieces)
            .collect();
        let best_of = |line: &Line| {
            let has = |tier: &Tier| line.categories.iter().any(|c| c == tier.category);
            let tiers = reached.iter().filter(|(_, tier)| has(tier));
            tiers.max_by_key(|(_, tier)| tier.percent).copied()
        };
        let adjustments = (0..).zip(&cart.lines).filter_map(|(index, line)| {
            let (rule, tier) = best_of(line)?;
            Some(Adjustment {
                cause: Cause::Rule(rule),
                target: Target::Line(index),
                amount: percent_of(line.subtotal, tier.percent)?,
            })
        });
        Outcome {
            adjustments: adjustments.collect(),
            refused: Vec::new(),
            choice: None,
        }
    }
}

fn rule(tier: &Tier) -> Rule {
    let Tier {
        category,
        pieces,
        percent,
    } = tier;
    let text = |language: &str, text: String| Text {
        language: language.to_owned(),
        text,
    };
    Rule {
        code: format!("{category}-{pieces}"),
        texts: vec![
            text(
                "en",
                format!("{percent} % off from {pieces} pieces of {category}"),
            ),
            text(
                "de",
                format!("{percent} % Rabatt ab {pieces} Stück aus {category}"),
            ),
        ],
    }
}

fn pieces_of(lines: &[Line], category: &str) -> u64 {
    let of_it = lines
        .iter()
        .filter(|line| line.categories.iter().any(|c| c == category));
    of_it.map(|line| u64::from(line.quantity)).sum()
}

/// Rounded down, in the shop's favor.
fn percent_of(amount: u64, percent: u64) -> Option<u64> {
    u64::try_from(u128::from(amount) * u128::from(percent) / 100).ok()
}
