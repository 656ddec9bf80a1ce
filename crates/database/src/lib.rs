#![doc = include_str!("../README.md")]

pub mod attention;
mod call;
pub mod callbacks;
pub mod campaign_trial;
pub mod campaigns;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod coupons;
pub mod customers;
pub mod direct_order;
pub mod imports;
pub mod life;
pub mod looks;
pub mod ops;
pub mod order_edits;
pub mod orders;
mod owner;
pub mod papers;
pub mod payments;
pub mod prices;
pub mod pricing;
pub mod promotions;
mod request;
pub mod sandbox;
pub mod shipping;
pub mod stock;

pub use owner::Owner;
pub use request::Request;
