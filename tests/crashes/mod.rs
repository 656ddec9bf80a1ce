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

use deed::Deed::{Change, Confirm, PlaceDirect, Sweep};
use deed::Who::{Admin, Customer};
use deed::{CANCEL, COLLECT, DELIVER, Deed, REFUND, RETURN, SHIP, Step, Who};
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

/// A change of an order that is charged when it is placed.
const fn change(card: Option<&'static str>, before: &'static [Step], who: Who, step: Step) -> Deed {
    Change {
        card,
        capture: "at_order",
        before,
        who,
        step,
    }
}

/// The same of one that is authorized first and charged when it leaves.
const fn authorized(token: &'static str, who: Who, step: Step) -> Deed {
    Change {
        card: Some(token),
        capture: "at_shipment",
        before: &[],
        who,
        step,
    }
}

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
    cancelling_what_is_not_paid: change(Some("tok_pending"), &[], Customer, CANCEL), ["orders"];
    cancelling_what_is_paid: change(Some("tok_success"), &[], Customer, CANCEL), ORDERS;
    cancelling_when_the_refund_is_refused: change(Some("tok_refund_declined"), &[], Admin, CANCEL), ORDERS;
    cancelling_when_nobody_says_that_it_is_refunded: change(Some("tok_refund_timeout_after"), &[], Admin, CANCEL), ["orders"];
    cancelling_what_is_authorized: authorized("tok_success", Customer, CANCEL), ORDERS;
    shipping: change(None, &[], Admin, SHIP), ["orders"];
    shipping_what_is_authorized: authorized("tok_success", Admin, SHIP), ORDERS;
    shipping_when_nobody_says_that_it_is_captured: authorized("tok_capture_timeout_after", Admin, SHIP), ["orders"];
    delivering_what_is_paid_at_the_door: change(None, &[SHIP], Admin, DELIVER), ["orders"];
    taking_everything_back: change(Some("tok_success"), &[SHIP, DELIVER], Admin, RETURN), ["orders"];
    refunding: change(Some("tok_success"), &[], Admin, REFUND), ORDERS;
    refunding_what_is_refused: change(Some("tok_refund_declined"), &[], Admin, REFUND), ORDERS;
    refunding_what_takes_time: change(Some("tok_refund_pending"), &[], Admin, REFUND), ORDERS;
    refunding_when_nobody_says_so: change(Some("tok_refund_timeout_after"), &[], Admin, REFUND), ["orders"];
    refunding_when_nobody_hears_it: change(Some("tok_refund_timeout_before"), &[], Admin, REFUND), ["orders"];
    collecting: change(None, &[SHIP], Admin, COLLECT), ["orders"];
    asking_to_send_back: change(None, &[SHIP, DELIVER], Customer, RETURN), ["orders"];
    sweeping: Sweep, ["events"];
}
