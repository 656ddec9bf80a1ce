//! Carts: created, filled, changed, priced. A write is one SQL statement, and its answer
//! is the cart with its price. Nothing here promises stock: checkout does.

mod add_item;
mod answer;
mod change_item;
mod clear;
mod create;
mod enter_coupon;
mod explain_price;
mod merge;
mod news;
mod remove_item;
mod save_notes;
mod show;
mod show_own;
mod shown;
mod withdraw_coupon;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("cart")
        .post("/api/v1/cart", create::create_cart)
        .get("/api/v1/cart", show_own::show_own_cart)
        .get("/api/v1/cart/{id}", show::show_cart)
        .delete("/api/v1/cart/{id}", clear::clear_cart)
        .patch("/api/v1/cart/{id}", save_notes::save_cart_notes)
        .put("/api/v1/cart/{id}", save_notes::save_cart_notes)
        .post("/api/v1/cart/{id}/merge", merge::merge_carts)
        .post("/api/v1/cart/{id}/items", add_item::add_cart_item)
        .patch(
            "/api/v1/cart/{id}/items/{item}",
            change_item::change_cart_item,
        )
        .delete(
            "/api/v1/cart/{id}/items/{item}",
            remove_item::remove_cart_item,
        )
        .post("/api/v1/cart/{id}/coupons", enter_coupon::enter_coupon)
        .delete(
            "/api/v1/cart/{id}/coupons/{code}",
            withdraw_coupon::withdraw_coupon,
        )
        .get(
            "/api/v1/cart/{id}/price-explanation",
            explain_price::explain_cart_price,
        )
}
