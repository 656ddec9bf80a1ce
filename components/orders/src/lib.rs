//! Orders: placed in one call, read, and brought through their life. A customer has the own, an
//! admin the tenant's.

mod add_item;
mod amount;
mod answer;
mod cancel;
mod change;
mod change_item;
mod collect;
mod cursor;
mod deliver;
mod edit;
mod explain_price;
mod list;
mod list_payments;
mod pay;
mod place;
mod refund;
mod remove_item;
mod send_back;
mod set_status;
mod ship;
mod show;
mod show_history;
mod track;
mod wanted;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("orders")
        .get("/api/v1/orders", list::list_orders)
        .post("/api/v1/orders", place::place_order)
        .get(
            "/api/v1/orders/status/{status}",
            list::list_orders_by_status,
        )
        .get("/api/v1/orders/{reference}", show::show_order)
        .put("/api/v1/orders/{reference}", change::change_order)
        .delete("/api/v1/orders/{reference}", cancel::delete_order)
        .post("/api/v1/orders/{reference}/items", add_item::add_order_item)
        .patch(
            "/api/v1/orders/{reference}/items/{item}",
            change_item::change_order_item,
        )
        .delete(
            "/api/v1/orders/{reference}/items/{item}",
            remove_item::remove_order_item,
        )
        .post("/api/v1/orders/{reference}/cancel", cancel::cancel_order)
        .patch(
            "/api/v1/orders/{reference}/status",
            set_status::set_order_status,
        )
        .post("/api/v1/orders/{reference}/ship", ship::ship_order)
        .post("/api/v1/orders/{reference}/deliver", deliver::deliver_order)
        .post("/api/v1/orders/{reference}/return", send_back::send_back)
        .get("/api/v1/orders/{reference}/tracking", track::track_order)
        .get(
            "/api/v1/orders/{reference}/history",
            show_history::show_order_history,
        )
        .post("/api/v1/orders/{reference}/checkout", pay::pay_order)
        .get(
            "/api/v1/orders/{reference}/payments",
            list_payments::list_payments,
        )
        .post(
            "/api/v1/orders/{reference}/payments",
            collect::collect_payment,
        )
        .post("/api/v1/orders/{reference}/refund", refund::refund_order)
        .get(
            "/api/v1/orders/{reference}/price-explanation",
            explain_price::explain_order_price,
        )
}
