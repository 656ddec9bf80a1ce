//! `GET /api/v1/products/{id}/pricing?variant=&sku=&vip_level=&segment=&quantity=&currency=`

use api::fields::{Quantity, Sku, Slug};
use api::{Error, Json, Path, Query, Uuid, Visitor};
use database::pricing::PricingChoice;
use database::pricing::PricingViewOutcome::{CurrencyNotOffered, Found, NotFound, NotYours};
use domain::quote::{Context, ShownStep, Tier, VariantPrice, variant_prices};
use domain::{Amount, Currency};
use ordering::refusal;
use serde::{Deserialize, Serialize};

use crate::quote::unpriced;

/// What a product costs whoever asks, and how that comes about; for an admin, what it costs a
/// level or a segment.
pub async fn price_product(
    visitor: Visitor,
    Path(product_id): Path<Uuid>,
    Query(question): Query<Question>,
) -> Result<Json<Pricing>, Error> {
    let choice = question.choice();

    let found = database::pricing::pricing_view(
        &visitor.tenant,
        visitor.customer,
        visitor.is_admin,
        product_id,
        &choice,
    );
    match found.await? {
        Found { context } => Ok(Json(shown(product_id, choice.quantity, &context)?)),
        NotFound => Err(Error::not_found("product")),
        CurrencyNotOffered { currencies } => Err(refusal::currency_not_offered(&currencies)),
        NotYours => Err(Error::forbidden(
            "Only admins may ask for the prices of a level or a segment that is not their own.",
        )),
    }
}

fn shown(product_id: Uuid, quantity: u32, context: &Context) -> Result<Pricing, Error> {
    let prices = variant_prices(context).map_err(unpriced)?;
    Ok(Pricing {
        product_id,
        currency: context.currency,
        quantity,
        prices_include_tax: context.prices_include_tax,
        variants: prices
            .into_iter()
            .map(|variant| shown_variant(context.currency, variant))
            .collect(),
    })
}

fn shown_variant(currency: Currency, variant: VariantPrice<'_>) -> ShownVariant {
    let (line, price) = (variant.line, variant.price);
    ShownVariant {
        id: line.variant_id,
        sku: line.sku.clone(),
        name: line.name.clone(),
        available_quantity: line.available,
        unit_price: price
            .as_ref()
            .map(|price| currency.amount(price.unit_price_minor)),
        subtotal: price
            .as_ref()
            .map(|price| currency.amount(price.subtotal_minor)),
        tiers: variant
            .tiers
            .into_iter()
            .map(|tier: Tier| ShownTier {
                from_quantity: tier.from_quantity,
                unit_price: currency.amount(tier.unit_price_minor),
            })
            .collect(),
        explanation: price
            .into_iter()
            .flat_map(|price| price.steps)
            .map(|step| ShownStep {
                target: None,
                ..step.into()
            })
            .collect(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    variant: Option<Uuid>,
    sku: Option<Sku>,
    vip_level: Option<Slug>,
    segment: Option<Slug>,
    quantity: Option<Quantity>,
    currency: Option<Currency>,
}

impl Question {
    fn choice(self) -> PricingChoice {
        PricingChoice {
            variant_id: self.variant,
            sku: self.sku.map(String::from),
            vip_level: self.vip_level.map(String::from),
            segment: self.segment.map(String::from),
            quantity: self.quantity.map_or(1, Quantity::get),
            currency: self.currency,
        }
    }
}

#[derive(Serialize)]
pub struct Pricing {
    product_id: Uuid,
    currency: Currency,
    quantity: u32,
    prices_include_tax: bool,
    variants: Vec<ShownVariant>,
}

#[derive(Serialize)]
struct ShownVariant {
    id: Uuid,
    sku: String,
    name: String,
    available_quantity: i64,
    /// `null`: it is not sold to this customer, or not in so small a quantity.
    unit_price: Option<Amount>,
    subtotal: Option<Amount>,
    tiers: Vec<ShownTier>,
    explanation: Vec<ShownStep>,
}

#[derive(Serialize)]
struct ShownTier {
    from_quantity: i64,
    unit_price: Amount,
}
