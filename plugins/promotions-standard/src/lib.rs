#![doc = include_str!("../README.md")]

mod campaigns;
mod candidate;
mod choose;
mod remaining;
mod share;

#[expect(unsafe_code, reason = "generated from wit/promotions")]
mod bindings {
    wit_bindgen::generate!({
        path: "../../wit/promotions",
        world: "plugin",
    });

    export!(Component with_types_in self);

    use super::Component;
}

use bindings::exports::spindle::promotions::rules::{Cart, Description, Guest, Outcome};

struct Component;

impl Guest for Component {
    /// It has no rules of its own: every adjustment is a campaign's.
    fn describe() -> Description {
        Description {
            name: "promotions-standard".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: Vec::new(),
        }
    }

    fn evaluate(cart: Cart) -> Outcome {
        campaigns::evaluate(&cart)
    }
}
