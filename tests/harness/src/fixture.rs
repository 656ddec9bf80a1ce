//! The small shop that every test starts with: USD, 8 % tax, standard shipping for 5.00.

/// 12.50, 100 in stock.
pub const MUG: &str = "MUG";
/// The product of [`MUG`]; its only variant.
pub const PRODUCT_MUG: &str = "00000000-0000-4000-8000-000000000001";
/// A product with two variants, SHIRT-M and SHIRT-L, 59.99 each.
pub const PRODUCT_SHIRT: &str = "00000000-0000-4000-8000-000000000002";

/// All that a checkout needs but the payment.
pub const CHECKOUT_STATE: &str = r#"{
    "shipping_address": {
        "first_name": "John", "last_name": "Doe", "address_line1": "123 Main St",
        "address_line2": "Apt 4B", "city": "New York", "state": "NY", "postal_code": "10001",
        "country": "USA", "phone": "555-123-4567", "email": "john.doe@example.com"
    },
    "billing_same_as_shipping": true,
    "shipping_method": "STANDARD"
}"#;

/// Makes the tenant. Stock arrives with its movement, as it must.
pub(crate) fn statements(tenant: &str) -> String {
    include_str!("fixture.sql").replace(":tenant", &format!("'{tenant}'"))
}
