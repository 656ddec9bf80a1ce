//! End-to-end tests: they speak only HTTP and SQL, to the real components. The folders are
//! named as those in `components/`, the files as the verbs in them; `races/` holds what happens
//! at once, `crashes/` what a component leaves that dies, `invariants/` what must be true of the
//! data, `rules/` what must be true of the tree.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed assumption is a failed test"
)]

mod attention;
mod callbacks;
mod campaigns;
mod cart;
mod catalog;
mod checkout;
mod crashes;
mod customers;
mod events;
mod invariants;
mod lifecycle;
mod ops;
mod orders;
mod papers;
mod payments;
mod prices;
mod pricing_rules;
mod promotions;
mod races;
mod rules;
