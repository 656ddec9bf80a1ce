#![doc = include_str!("../README.md")]

pub mod look;
pub mod money;
pub mod order;
pub mod paper;
pub mod payment;
pub mod promotion;
pub mod quote;

pub use money::{Amount, Currency, Rounding};
