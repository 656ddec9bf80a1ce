//! Asking the promotion component that spin.toml composes in. Deciding what to make of the answer is
//! `domain`'s job.

mod bindings {
    wit_bindgen::generate!({
        path: "../../wit/promotions",
        world: "pricing",
    });
}

mod words;

use bindings::spindle::promotions::{engine, meter};
use domain::promotion::{Evaluated, Evaluation, Installed, Outcome};
use domain::quote::Basis;

/// What the component proposes for a cart, and what it used for it. A cart with a number that the
/// contract has no place for is not shown to it.
pub fn evaluate(basis: &Basis<'_>, installed: Installed) -> Evaluation {
    let Some(cart) = words::cart(basis) else {
        return Evaluation::from(Ok(Outcome::default()));
    };
    let budget = installed.budget(cart.lines.len());
    meter::arm(budget);
    let result = engine::evaluate(&cart)
        .map(words::outcome)
        .map_err(words::failure);
    let evaluated = Evaluated {
        component: installed.name.clone(),
        version: Some(installed.version.clone()),
        digest: installed.digest.clone(),
        tool: installed.tool.clone(),
        fuel_budget: Some(budget),
        fuel_used: Some(meter::fuel_used()),
        failure: result.as_ref().err().copied(),
    };
    Evaluation {
        result,
        installed,
        evaluated: vec![evaluated],
    }
}
