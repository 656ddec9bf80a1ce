#![doc = include_str!("../README.md")]

pub mod bench;
pub mod callback_secret;
pub mod compile;
pub mod connection;
pub mod export;
pub mod fill;
pub mod import;
pub mod migrate;
pub mod postgres;
pub mod promotion;
pub mod schema;
pub mod tenant;
pub mod token;
pub mod up;
pub mod verify;
