//! See `tests/main.rs`.

mod apply_import;
mod change_status;
mod check_availability;
mod create;
mod create_import;
mod export;
mod files;
mod list;
mod list_movements;
mod list_stock;
mod list_warehouses;
mod put_bundle;
mod put_threshold;
mod put_variant;
mod put_warehouse;
mod record_movement;
mod remove;
mod remove_bundle;
mod replace;
mod show;
mod show_import;
mod stage_rows;
