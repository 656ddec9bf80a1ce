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

/// What is in a bundle: a category, and how many pieces of it.
const PARTS: [(&str, u64); 2] = [("clothing", 1), ("kitchen", 2)];
/// What a bundle costs, in this currency.
const PRICE_MINOR: u64 = 7000;
const CURRENCY: &str = "USD";

struct Component;

impl Guest for Component {
    fn describe() -> Description {
        let text = |language: &str, text: &str| Text {
            language: language.to_owned(),
            text: text.to_owned(),
        };
        Description {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: vec![Rule {
                code: "shirt-and-two-mugs".to_owned(),
                texts: vec![
                    text("en", "A shirt and two mugs for 70.00"),
                    text("de", "Ein Hemd und zwei Becher für 70,00"),
                ],
            }],
        }
    }

    fn evaluate(cart: Cart) -> Outcome {
        let adjustments = if cart.currency == CURRENCY {
            bundles(&cart.lines)
        } else {
            Vec::new()
        };
        Outcome {
            adjustments,
            refused: Vec::new(),
            choice: None,
        }
    }
}

/// Pieces of a line that go into bundles.
struct Taken {
    line: u32,
    value: u64,
}

fn bundles(lines: &[Line]) -> Vec<Adjustment> {
    let whole = |(category, pieces): &(&str, u64)| pieces_of(lines, category) / pieces;
    let count = PARTS.iter().map(whole).min().unwrap_or(0);
    let taken: Vec<Taken> = PARTS
        .iter()
        .flat_map(|(category, pieces)| take(lines, category, pieces * count))
        .collect();
    let value: u64 = taken.iter().map(|taken| taken.value).sum();
    let mut saved = value.saturating_sub(PRICE_MINOR * count);
    let mut adjustments = Vec::new();
    for Taken { line, value } in taken {
        let amount = saved.min(value);
        saved -= amount;
        if amount > 0 {
            adjustments.push(Adjustment {
                cause: Cause::Rule(0),
                target: Target::Line(line),
                amount,
            });
        }
    }
    adjustments
}

fn of_category<'a>(lines: &'a [Line], category: &'a str) -> impl Iterator<Item = (u32, &'a Line)> {
    let of_it = move |line: &Line| line.categories.first().is_some_and(|c| c == category);
    (0..).zip(lines).filter(move |(_, line)| of_it(line))
}

fn pieces_of(lines: &[Line], category: &str) -> u64 {
    of_category(lines, category)
        .map(|(_, line)| u64::from(line.quantity))
        .sum()
}

/// So many pieces of a category, the dearest first: that is what saves the customer most.
fn take(lines: &[Line], category: &str, pieces: u64) -> Vec<Taken> {
    let mut candidates: Vec<_> = of_category(lines, category).collect();
    candidates.sort_by_key(|(index, line)| (u64::MAX - line.unit_price, *index));
    let mut missing = pieces;
    let mut taken = Vec::new();
    for (index, line) in candidates {
        let from_it = missing.min(line.quantity.into());
        missing -= from_it;
        taken.push(Taken {
            line: index,
            value: from_it.saturating_mul(line.unit_price),
        });
    }
    taken
}
