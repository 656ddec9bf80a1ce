//! What all writes of a product share: what serde cannot check, and what they are refused for.

use api::{Error, Response, StatusCode};
use database::catalog::WriteProductOutcome::{
    self, NotFound, Saved, SkusTaken, StaleVersion, TooManyVariants,
};
use database::catalog::{NewProduct, Product};
use serde_json::json;

use crate::shown::ShownProduct;

/// Refuses a sku or a category that is there twice, and a category that no file could name.
pub fn check(product: &NewProduct) -> Result<(), Error> {
    let skus = product.variants.as_slice().iter().map(|v| v.sku.as_str());
    if let Some(index) = repeated(skus) {
        let field = format!("variants[{index}].sku");
        return Err(Error::invalid(field, "is given twice"));
    }
    let categories = product.categories.as_slice().iter().map(|c| c.as_str());
    if let Some(index) = repeated(categories) {
        return Err(Error::invalid(
            format!("categories[{index}]"),
            "is given twice",
        ));
    }
    // Files write categories with | between them.
    let bar = |c: &api::fields::Text<1, 100>| c.as_str().contains('|');
    if let Some(index) = product.categories.as_slice().iter().position(bar) {
        return Err(Error::invalid(
            format!("categories[{index}]"),
            "must not contain |",
        ));
    }
    Ok(())
}

/// Where the first text stands that was there before.
pub fn repeated<'a>(texts: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut seen = std::collections::HashSet::new();
    texts.enumerate().find_map(|(index, text)| {
        let is_new = seen.insert(text);
        (!is_new).then_some(index)
    })
}

/// Answers a write to a product that was there.
pub fn answer(outcome: WriteProductOutcome) -> Result<Response, Error> {
    match outcome {
        Saved { product } => Ok(saved(product)),
        SkusTaken { skus } => Err(skus_taken(skus)),
        TooManyVariants { limit } => Err(Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "TOO_MANY_VARIANTS",
            format!("A product has at most {limit} variants."),
        )),
        NotFound => Err(Error::not_found("product")),
        StaleVersion { version } => Err(Error::rejected(
            StatusCode::PRECONDITION_FAILED,
            "STALE_VERSION",
            format!("The product has changed since you read it: it is at version {version} now."),
        )),
    }
}

fn saved(product: Product) -> Response {
    ShownProduct::answer(StatusCode::OK, product)
}

/// A sku names one thing in the whole shop.
pub fn skus_taken(skus: Vec<String>) -> Error {
    let error = Error::rejected(
        StatusCode::CONFLICT,
        "SKU_TAKEN",
        "Another product has this sku already.",
    );
    skus.into_iter()
        .fold(error, |error, sku| error.with_detail(json!({ "sku": sku })))
}
