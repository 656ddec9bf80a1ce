//! `POST /api/v1/pricing/quote`: what items would cost, without a cart.

use api::fields::{CouponCode, Invalid, Problems, Text};
use api::{Error, Json, RequestId, StatusCode, Visitor};
use database::cart::WrittenItem;
use database::pricing::QuoteQuestion;
use database::pricing::QuoteViewOutcome::{CurrencyNotOffered, Found, Refused, UnknownTenant};
use domain::Currency;
use domain::quote::{Context, ShownQuote, Unpriced};
use ordering::refusal;
use serde::Deserialize;
use serde_json::json;

use crate::destination::DestinationRequest;

/// The most coupons: as many as a cart holds.
const COUPONS_MAX: usize = 10;

/// Prices items for whoever asks: nothing is kept, nothing is promised.
pub async fn quote_items(
    visitor: Visitor,
    request_id: RequestId,
    Json(body): Json<QuoteRequest>,
) -> Result<Json<ShownQuote>, Error> {
    let question = body.parse()?;

    let view = database::pricing::quote_view(&visitor.tenant, visitor.customer, &question);
    let context = match view.await? {
        Found { context } => context,
        UnknownTenant => return Err(Error::not_found("tenant")),
        CurrencyNotOffered { currencies } => {
            return Err(refusal::currency_not_offered(&currencies));
        }
        Refused { items } => return Err(refusal::not_sold(items, "Some items cannot be priced.")),
    };
    if !is_offered(&context) {
        return Err(Error::invalid("shipping_method", "is not offered here"));
    }
    match pricing::quote(&context, &request_id).await? {
        Ok(quote) => Ok(Json(ShownQuote::explained(&context, quote))),
        Err(why) => Err(unpriced(why)),
    }
}

/// A method that is there but does not deliver these goods is another matter.
fn is_offered(context: &Context) -> bool {
    let chosen = context.shipping_method.as_ref();
    chosen.is_none_or(|code| context.shipping_methods.iter().any(|m| m.code == *code))
}

/// Why there is no price.
pub fn unpriced(why: Unpriced) -> Error {
    match why {
        Unpriced::NotSold { sku } => {
            Error::invalid("items", format!("{sku} is not sold in this currency"))
        }
        Unpriced::NotServable { method } => Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "ADDRESS_NOT_SERVABLE",
            format!("{method} does not deliver these items there."),
        )
        .with_detail(json!({ "field": "shipping_method", "message": "does not deliver there" })),
        Unpriced::TooLarge => Error::invalid("items", "the amounts are too large"),
        Unpriced::PromotionsUnavailable => {
            api::Fault::unavailable("promotions; the tenant's policy is to refuse").into()
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteRequest {
    items: Vec<WrittenItem>,
    #[serde(default)]
    coupons: Vec<CouponCode>,
    shipping_method: Option<Text<1, 50>>,
    currency: Option<Currency>,
    destination: Option<DestinationRequest>,
}

impl QuoteRequest {
    fn parse(self) -> Result<QuoteQuestion, Error> {
        let mut problems = Problems::new();
        let items = WrittenItem::read_all(self.items, &mut problems);
        if self.coupons.len() > COUPONS_MAX {
            problems.add(
                "coupons",
                &Invalid::new(format!("must be at most {COUPONS_MAX}")),
            );
        }
        let destination = self
            .destination
            .and_then(|there| there.parse(&mut problems));
        if !problems.is_empty() {
            return Err(problems.into());
        }
        Ok(QuoteQuestion {
            items,
            coupons: self.coupons.into_iter().map(String::from).collect(),
            shipping_method: self.shipping_method.map(String::from),
            currency: self.currency,
            destination,
        })
    }
}
