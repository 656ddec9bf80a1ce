//! What is left when a component dies in the middle of its work: for each deed, each component
//! that takes part in it, each of its calls to the outside and each way to die there.
//!
//! After each of these the invariants hold at once, the client's second try gets an answer that is
//! true, and when the sweep is through with it, with a second try or without one, they hold again.

mod deed;
mod kill;
mod mixed;
mod postgres;
mod provider;

use deed::Deed::{Confirm, PlaceDirect, Sweep};
use kill::kill_each_call;

/// One test per line: what is done, and who dies.
macro_rules! crashes {
    ($($name:ident: $deed:expr, $components:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            kill_each_call(&$deed, &$components).await;
        }
    )*};
}

const CHECKOUT: &[&str] = &["checkout", "payments-sandbox"];
const ORDERS: &[&str] = &["orders", "payments-sandbox"];

crashes! {
    confirming_in_cash: Confirm(None), ["checkout"];
    confirming_with_a_card: Confirm(Some("tok_success")), CHECKOUT;
    confirming_with_a_card_that_is_declined: Confirm(Some("tok_declined")), CHECKOUT;
    confirming_with_a_card_that_takes_time: Confirm(Some("tok_pending")), CHECKOUT;
    confirming_with_a_provider_that_charges_and_is_silent: Confirm(Some("tok_timeout_after")), ["checkout"];
    confirming_with_a_provider_that_is_silent: Confirm(Some("tok_timeout_before")), ["checkout"];
    placing_in_cash: PlaceDirect(None), ["orders"];
    placing_with_a_card: PlaceDirect(Some("tok_success")), ORDERS;
    placing_with_a_card_that_is_declined: PlaceDirect(Some("tok_declined")), ORDERS;
    sweeping: Sweep, ["events"];
}
