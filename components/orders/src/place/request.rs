//! The body of `POST /api/v1/orders`, and what is wrong with it.

use api::fields::{CouponCode, Invalid, Problems, Text};
use api::{Error, Member, Uuid, Who};
use database::cart::WrittenItem;
use database::direct_order::DirectOrder;
use domain::Currency;
use domain::order::Address;
use ordering::{Addresses, PaymentMethod, WrittenAddress};
use serde::Deserialize;
use serde_json::value::RawValue;

/// The most coupons; the tenant may allow fewer.
const COUPONS_MAX: usize = 10;

/// The create-order contract, and what else may be said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceRequest {
    user_id: Option<Uuid>,
    items: Vec<WrittenItem>,
    shipping_address: Option<WrittenAddress>,
    billing_address: Option<WrittenAddress>,
    addresses: Option<Vec<WrittenAddress>>,
    #[serde(default)]
    billing_same_as_shipping: bool,
    payment_method: PaymentMethod,
    payment_token: Option<Text<1, 255>>,
    shipping_method: Text<1, 50>,
    notes: Option<Text<0, 2000>>,
    coupon_code: Option<CouponCode>,
    #[serde(default)]
    coupons: Vec<CouponCode>,
    currency: Option<Currency>,
    /// As written, so that no float is ever made of it.
    expected_total: Option<Box<RawValue>>,
}

impl PlaceRequest {
    /// The order, and the total that was agreed to; or all that is wrong.
    pub fn parse(
        self,
        member: &Member,
        actor: String,
    ) -> Result<(DirectOrder, Option<Box<RawValue>>), Error> {
        let mut problems = Problems::new();
        let customer_id = customer(member, self.user_id, &mut problems)?;
        let items = WrittenItem::read_all(self.items, &mut problems);
        let coupons = coupons(self.coupon_code, self.coupons, &mut problems);
        if !Addresses::name_shipping(self.shipping_address.as_ref(), self.addresses.as_ref()) {
            problems.add("shipping_address", &Invalid::new("is required"));
        }
        let addresses = Addresses::check(
            self.shipping_address,
            self.billing_address,
            self.addresses,
            &mut problems,
        );
        let both = both(addresses, self.billing_same_as_shipping, &mut problems);
        let (Some(customer_id), Some((shipping_address, billing_address)), true) =
            (customer_id, both, problems.is_empty())
        else {
            return Err(problems.into());
        };
        let order = DirectOrder {
            customer_id,
            items,
            currency: self.currency,
            shipping_address,
            billing_address,
            shipping_method: self.shipping_method.into_string(),
            payment_method: self.payment_method.code(),
            payment_token: self.payment_token.map(String::from),
            notes: self.notes.map(String::from),
            coupons,
            actor,
        };
        Ok((order, self.expected_total))
    }
}

/// Customers order for themselves, admins for the user they name.
fn customer(
    member: &Member,
    user_id: Option<Uuid>,
    problems: &mut Problems,
) -> Result<Option<Uuid>, Error> {
    match (&member.who, user_id) {
        (Who::Customer(own), None) => Ok(Some(*own)),
        (Who::Customer(own), Some(named)) if *own == named => Ok(Some(*own)),
        (Who::Customer(_), Some(_)) => Err(Error::forbidden(
            "A customer orders for nobody else; user_id must be the token's.",
        )),
        (Who::Admin(_), Some(named)) => Ok(Some(named)),
        (Who::Admin(_), None) => {
            problems.add("user_id", &Invalid::new("is required of an admin"));
            Ok(None)
        }
    }
}

/// `coupon_code` and `coupons` together, each code once.
fn coupons(
    one: Option<CouponCode>,
    several: Vec<CouponCode>,
    problems: &mut Problems,
) -> Vec<String> {
    let mut coupons: Vec<String> = Vec::new();
    for code in one.into_iter().chain(several).map(String::from) {
        if !coupons.contains(&code) {
            coupons.push(code);
        }
        if coupons.len() > COUPONS_MAX {
            problems.add(
                "coupons",
                &Invalid::new(format!("must be at most {COUPONS_MAX}")),
            );
            break;
        }
    }
    coupons
}

/// Where the goods go, and the bill: to the same place unless another one is given.
fn both(addresses: Addresses, same: bool, problems: &mut Problems) -> Option<(Address, Address)> {
    if same && addresses.billing.is_some() {
        problems.add(
            "billing_same_as_shipping",
            &Invalid::new("cannot be true together with a billing address"),
        );
    }
    let shipping = addresses.shipping?;
    let billing = addresses.billing.unwrap_or_else(|| shipping.clone());
    Some((shipping, billing))
}
