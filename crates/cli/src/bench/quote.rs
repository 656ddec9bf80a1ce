//! The quote of a cart without promotions: what a caller of `place_order` must bring, computed as
//! little as possible. The real one is the pricing component's work; its cost is what is measured.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What `checkout_view` answers, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(super) struct CheckoutView {
    pub checkout: Versioned,
    pub cart: Versioned,
    context: Context,
}

/// What a quote is made for is named by its version.
#[derive(Debug, Deserialize)]
pub(super) struct Versioned {
    pub version: i64,
}

#[derive(Debug, Deserialize)]
struct Context {
    currency: String,
    tax_rate: String,
    lines: Vec<Line>,
    shipping: Option<Shipping>,
}

#[derive(Debug, Deserialize)]
struct Line {
    line_id: String,
    sku: String,
    product_id: String,
    variant_id: String,
    name: String,
    quantity: i64,
    unit_price_minor: i64,
}

#[derive(Debug, Deserialize)]
struct Shipping {
    amount_minor: i64,
}

#[derive(Debug, Serialize)]
struct Priced<'a> {
    line_id: &'a str,
    sku: &'a str,
    product_id: &'a str,
    variant_id: &'a str,
    name: &'a str,
    quantity: i64,
    unit_price_minor: i64,
    subtotal_minor: i64,
    discount_minor: i64,
    tax_minor: i64,
}

impl CheckoutView {
    /// For `place_order`.
    pub(super) fn quote(&self) -> Value {
        let context = &self.context;
        let rate = millionths(&context.tax_rate);
        let lines: Vec<Priced<'_>> = context.lines.iter().map(|line| line.priced(rate)).collect();
        let subtotal: i64 = lines.iter().map(|line| line.subtotal_minor).sum();
        let tax: i64 = lines.iter().map(|line| line.tax_minor).sum();
        let shipping = context
            .shipping
            .as_ref()
            .map_or(0, |shipping| shipping.amount_minor);
        json!({
            "currency": context.currency,
            "lines": lines,
            "subtotal_minor": subtotal,
            "discount_minor": 0,
            "shipping_minor": shipping,
            "tax_minor": tax,
            "total_minor": subtotal + shipping + tax,
            "coupons": [],
            "uses": [],
            "explanation": {"steps": []},
        })
    }
}

impl Line {
    fn priced(&self, rate_millionths: i64) -> Priced<'_> {
        let subtotal_minor = self.quantity * self.unit_price_minor;
        Priced {
            line_id: &self.line_id,
            sku: &self.sku,
            product_id: &self.product_id,
            variant_id: &self.variant_id,
            name: &self.name,
            quantity: self.quantity,
            unit_price_minor: self.unit_price_minor,
            subtotal_minor,
            discount_minor: 0,
            tax_minor: (subtotal_minor * rate_millionths + 500_000) / 1_000_000,
        }
    }
}

/// "0.080000" is 80,000. Rates are below one, with six digits (`numeric(7, 6)`).
fn millionths(rate: &str) -> i64 {
    rate.strip_prefix("0.")
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

    use super::*;

    #[test]
    fn a_quote_adds_up() {
        let line = json!({
            "line_id": "a", "sku": "b", "product_id": "c", "variant_id": "d", "name": "e",
            "quantity": 2, "unit_price_minor": 1250,
        });
        let view: CheckoutView = serde_json::from_value(json!({
            "checkout": {"version": 2},
            "cart": {"version": 3},
            "context": {
                "currency": "USD", "tax_rate": "0.080000", "lines": [line],
                "shipping": {"amount_minor": 500},
            },
        }))
        .unwrap();

        let quote = view.quote();

        assert_eq!((view.checkout.version, view.cart.version), (2, 3));
        assert_eq!(quote["lines"][0]["tax_minor"], 200);
        assert_eq!(quote["total_minor"], 2500 + 500 + 200);
    }
}
