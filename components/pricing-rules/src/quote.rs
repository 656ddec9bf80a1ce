//! `POST /api/v1/pricing/quote`: what items would cost, without a cart.

use api::fields::{CouponCode, Invalid, Problems, Quantity, Sku, Text};
use api::{Error, Json, StatusCode, Uuid, Visitor};
use database::cart::Item;
use database::pricing::QuoteViewOutcome::{Found, Refused, UnknownTenant};
use database::pricing::{ItemRefusal, QuoteItem, RefusedItem};
use domain::quote::{Context, ShownQuote, Unpriced, quote};
use serde::Deserialize;

use crate::promotions;

/// The most items of one quote: as many as a cart has lines.
const ITEMS_MAX: usize = 200;
/// The most coupons: as many as a cart holds.
const COUPONS_MAX: usize = 10;

/// Prices items for whoever asks: nothing is kept, nothing is promised.
pub async fn quote_items(
    visitor: Visitor,
    Json(body): Json<QuoteRequest>,
) -> Result<Json<ShownQuote>, Error> {
    let request = body.parse()?;

    let found = database::pricing::quote_view(
        &visitor.tenant,
        visitor.customer,
        &request.items,
        &request.coupons,
        request.shipping_method.as_deref(),
    )
    .await?;
    match found {
        Found { context } => price(&context, request.shipping_method.as_deref()),
        UnknownTenant => Err(Error::not_found("tenant")),
        Refused { items } => Err(refused(items)),
    }
}

fn price(context: &Context, shipping_method: Option<&str>) -> Result<Json<ShownQuote>, Error> {
    if let (Some(_), None) = (shipping_method, &context.shipping) {
        return Err(Error::invalid("shipping_method", "is not offered here"));
    }
    match quote(context, promotions::evaluate(context)) {
        Ok(quote) => Ok(Json(ShownQuote::new(context, quote))),
        Err(Unpriced::NotSold { sku }) => Err(Error::invalid(
            "items",
            format!("{sku} is not sold any more"),
        )),
        Err(Unpriced::TooLarge) => Err(Error::invalid("items", "the amounts are too large")),
        Err(Unpriced::PromotionsUnavailable) => {
            Err(api::Fault::unavailable("promotions; the tenant's policy is to refuse").into())
        }
    }
}

fn refused(items: Vec<RefusedItem>) -> Error {
    let error = Error::rejected(
        StatusCode::UNPROCESSABLE_ENTITY,
        "ITEM_NOT_SOLD",
        "Some items cannot be priced.",
    );
    items.into_iter().fold(error, |error, item| {
        let message = match item.outcome {
            ItemRefusal::UnknownItem => "is not for sale",
            ItemRefusal::VariantRequired => "has several variants; name one of them",
        };
        let field = format!("items[{}]", item.position);
        error.with_detail(serde_json::json!({ "field": field, "message": message }))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteRequest {
    items: Vec<ItemRequest>,
    #[serde(default)]
    coupons: Vec<CouponCode>,
    shipping_method: Option<Text<1, 50>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemRequest {
    sku: Option<Sku>,
    product_id: Option<Uuid>,
    variant_id: Option<Uuid>,
    quantity: Quantity,
}

/// A quote request that can be asked of the database.
struct Parsed {
    items: Vec<QuoteItem>,
    coupons: Vec<String>,
    shipping_method: Option<String>,
}

impl QuoteRequest {
    fn parse(self) -> Result<Parsed, Error> {
        let mut problems = Problems::new();
        if !(1..=ITEMS_MAX).contains(&self.items.len()) {
            problems.add(
                "items",
                &Invalid::new(format!("must be 1 to {ITEMS_MAX} items")),
            );
        }
        if self.coupons.len() > COUPONS_MAX {
            problems.add(
                "coupons",
                &Invalid::new(format!("must be at most {COUPONS_MAX}")),
            );
        }
        let mut items = Vec::new();
        for (index, item) in self.items.into_iter().enumerate().take(ITEMS_MAX) {
            let quantity = item.quantity.get();
            match Item::new(item.sku.map(String::from), item.product_id, item.variant_id) {
                Some(item) => items.push(QuoteItem { item, quantity }),
                None => problems.add(
                    &format!("items[{index}].sku"),
                    &Invalid::new(Item::HOW_TO_NAME),
                ),
            }
        }
        if !problems.is_empty() {
            return Err(problems.into());
        }
        Ok(Parsed {
            items,
            coupons: self.coupons.into_iter().map(String::from).collect(),
            shipping_method: self.shipping_method.map(String::from),
        })
    }
}
