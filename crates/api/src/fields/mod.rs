//! Values that cannot be wrong: private insides, one constructor (`TryFrom`), and serde goes
//! through it. Messages name the bound.
//!
//! Not here: values that need the database to judge (does the sku exist?), and money
//! (`domain::Amount`).

mod attributes;
mod code;
mod country_code;
mod coupon_code;
mod email;
mod instant;
mod list;
mod page_limit;
mod problems;
mod provider_name;
mod quantity;
mod sku;
mod slug;
mod text;
mod whole;

pub use attributes::{ATTRIBUTES_MAX_BYTES, ATTRIBUTES_MAX_VALUES, Attributes};
pub use code::Code;
pub use country_code::CountryCode;
pub use coupon_code::{COUPON_CODE_MAX, CouponCode};
pub use email::{EMAIL_MAX, Email};
pub use instant::Instant;
pub use list::List;
pub use page_limit::{PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, PageLimit};
pub use problems::Problems;
pub use provider_name::ProviderName;
pub use quantity::{QUANTITY_MAX, Quantity};
pub use sku::{SKU_MAX, Sku};
pub use slug::Slug;
pub use text::Text;
pub use uuid::Uuid;
pub use whole::Whole;

/// What is wrong with a value, to follow the field's name: "must be at least 1".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(String);

impl Invalid {
    /// `message` begins with a verb and names the bound.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// Reading a checked text; making one is each type's own `TryFrom<String>`.
macro_rules! checked_text {
    ([$($parameters:tt)*] $name:ty) => {
        impl<$($parameters)*> $name {
            /// The value.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The value, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl<$($parameters)*> std::str::FromStr for $name {
            type Err = super::Invalid;

            fn from_str(text: &str) -> Result<Self, super::Invalid> {
                text.to_owned().try_into()
            }
        }

        impl<$($parameters)*> From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl<$($parameters)*> std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
use checked_text;

#[cfg(test)]
mod tests;
