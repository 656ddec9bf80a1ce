#![doc = include_str!("../README.md")]

mod campaigns;

#[expect(unsafe_code, reason = "generated from wit/promotions")]
mod bindings {
    wit_bindgen::generate!({
        path: "../../wit/promotions",
        world: "promotion",
    });

    export!(Component with_types_in self);

    use super::Component;
}

use bindings::exports::spindle::promotions::engine::{Cart, Failure, Guest, Outcome};

struct Component;

impl Guest for Component {
    fn evaluate(cart: Cart) -> Result<Outcome, Failure> {
        Ok(campaigns::evaluate(&cart))
    }
}
