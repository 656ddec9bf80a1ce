//! Whose cart, checkout or order: the two parameters after the tenant, of which one is null.

pub use api::Owner;
use spin_sdk::pg::ParameterValue;

use crate::call::{optional, text, uuid};

/// `p_customer_id`
pub(crate) fn customer(owner: &Owner) -> ParameterValue {
    match owner {
        Owner::Customer(id) => uuid(*id),
        Owner::Guest(_) => ParameterValue::DbNull,
    }
}

/// `p_cart_token`
pub(crate) fn cart_token(owner: &Owner) -> ParameterValue {
    match owner {
        Owner::Customer(_) => ParameterValue::DbNull,
        Owner::Guest(token) => text(token.as_str()),
    }
}

/// Both, for who needs no owner to see a thing: both are null then.
pub(crate) fn anybodys(owner: Option<&Owner>) -> [ParameterValue; 2] {
    [optional(owner, customer), optional(owner, cart_token)]
}
