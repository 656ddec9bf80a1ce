//! What a shop gives away: campaigns and their coupons. For admins; what a campaign does to a cart is
//! said where carts are priced.

mod change;
mod create;
mod duplicate;
mod list;
mod list_coupons;
mod make_coupons;
mod refusal;
mod set_status;
mod show;
mod shown;
mod try_out;
mod when;
mod written;
mod written_discount;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("campaigns")
        .get("/api/v1/campaigns", list::list_campaigns)
        .post("/api/v1/campaigns", create::create_campaign)
        .post("/api/v1/campaigns/preview", try_out::try_out_campaign)
        .get("/api/v1/campaigns/{id}", show::show_campaign)
        .put("/api/v1/campaigns/{id}", change::change_campaign)
        .patch("/api/v1/campaigns/{id}", set_status::set_campaign_status)
        .post(
            "/api/v1/campaigns/{id}/duplicate",
            duplicate::duplicate_campaign,
        )
        .get("/api/v1/campaigns/{id}/coupons", list_coupons::list_coupons)
        .post("/api/v1/campaigns/{id}/coupons", make_coupons::make_coupons)
}
