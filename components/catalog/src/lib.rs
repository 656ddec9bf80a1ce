//! What is for sale and how much of it is where: products, bundles, warehouses, stock. Customers
//! look; admins write. Orders take stock without asking here: that is one statement with placing.

mod apply_import;
mod change_status;
mod check_availability;
mod create;
mod create_import;
mod export;
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
mod shown;
mod stage_rows;
mod written;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("catalog")
        .get("/api/v1/products", list::list_products)
        .post("/api/v1/products", create::create_product)
        .get("/api/v1/products/{id}", show::show_product)
        .put("/api/v1/products/{id}", replace::replace_product)
        .patch(
            "/api/v1/products/{id}",
            change_status::change_product_status,
        )
        .delete("/api/v1/products/{id}", remove::remove_product)
        .put(
            "/api/v1/products/{id}/variants/{sku}",
            put_variant::put_variant,
        )
        .put("/api/v1/bundles/{sku}", put_bundle::put_bundle)
        .delete("/api/v1/bundles/{sku}", remove_bundle::remove_bundle)
        .get("/api/v1/warehouses", list_warehouses::list_warehouses)
        .put("/api/v1/warehouses/{code}", put_warehouse::put_warehouse)
        .get("/api/v1/stock", list_stock::list_stock)
        .get("/api/v1/stock/movements", list_movements::list_movements)
        .post("/api/v1/stock/movements", record_movement::record_movement)
        .put(
            "/api/v1/stock/{sku}/{warehouse}",
            put_threshold::put_threshold,
        )
        .post(
            "/api/v1/availability/check",
            check_availability::check_availability,
        )
        .post("/api/v1/imports", create_import::create_import)
        .get("/api/v1/imports/{id}", show_import::show_import)
        .post("/api/v1/imports/{id}/rows", stage_rows::stage_import_rows)
        .post("/api/v1/imports/{id}/apply", apply_import::apply_import)
        .get("/api/v1/exports/products", export::export_products)
}
