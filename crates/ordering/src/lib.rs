#![doc = include_str!("../README.md")]

mod address;
pub mod exact;
pub mod explained;
mod pay;
mod provider;
pub mod refusal;
mod sweep;

pub use address::{Addresses, WrittenAddress};
pub use pay::{pay_order, settle_order};
pub use sweep::{Swept, settle_due_attempts};

use serde::Deserialize;

/// How an order is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentMethod {
    /// By card, with the provider's token.
    CreditCard,
    /// In cash, when the goods arrive.
    CashOnDelivery,
    /// By a transfer that somebody sees arrive.
    BankTransfer,
}

impl PaymentMethod {
    /// The word that SQL and the API use.
    pub fn code(self) -> &'static str {
        match self {
            Self::CreditCard => "CREDIT_CARD",
            Self::CashOnDelivery => "CASH_ON_DELIVERY",
            Self::BankTransfer => "BANK_TRANSFER",
        }
    }
}
