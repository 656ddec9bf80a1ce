//! What payment providers and carriers tell about orders: twice, late, out of order. Each event is
//! taken in once; what it does to an order is decided in SQL, under the order's lock.

mod delivered;
mod payment_confirmed;
mod receive;
mod received;
mod told;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("callbacks")
        .post(
            "/api/v1/orders/{id}/payment-confirmed",
            payment_confirmed::confirm_payment,
        )
        .post("/api/v1/orders/{id}/delivered", delivered::report_delivery)
        .post("/api/v1/callbacks/{provider}", receive::receive_callback)
}
