//! `GET /api/v1/shipping-methods`, `PUT` and `DELETE /api/v1/shipping-methods/{code}`

use api::fields::{Code, Invalid, Problems, Text};
use api::{Admin, Error, Json, Path, StatusCode, Visitor};
use database::shipping::{
    Method, Rate, RemoveShippingMethodOutcome, SetShippingMethodOutcome, ShippingMethodsViewOutcome,
};
use domain::quote::ShippingKind;
use domain::{Amount, Currency};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use ordering::exact;

use crate::destination;

/// The most rates of a method.
const RATES_MAX: usize = 1000;

/// The methods that are offered; admins see the others, too.
pub async fn list_shipping(visitor: Visitor) -> Result<Json<ShownMethods>, Error> {
    let found = database::shipping::shipping_methods_view(&visitor.tenant, visitor.is_admin);
    match found.await? {
        ShippingMethodsViewOutcome::Found { currency, methods } => Ok(Json(ShownMethods {
            currency,
            shipping_methods: methods
                .into_iter()
                .map(|method| ShownMethod::new(currency, method))
                .collect(),
        })),
        ShippingMethodsViewOutcome::UnknownTenant => Err(Error::not_found("tenant")),
    }
}

/// Makes a method what the body says, with all its rates.
pub async fn set_shipping(
    admin: Admin,
    Path(code): Path<Code>,
    Json(body): Json<SetMethod>,
) -> Result<Json<ShownMethod>, Error> {
    let currency = body.currency;
    let method = body.parse(code)?;

    let set = database::shipping::set_shipping_method(&admin.tenant, currency, &method);
    match set.await? {
        SetShippingMethodOutcome::Set { method } => Ok(Json(ShownMethod::new(currency, method))),
        SetShippingMethodOutcome::UnknownTenant => Err(Error::not_found("tenant")),
        SetShippingMethodOutcome::WrongCurrency { currency } => Err(Error::invalid(
            "currency",
            format!("must be the shop's own, {}", currency.code()),
        )),
        SetShippingMethodOutcome::TooManyMethods { limit } => Err(Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "TOO_MANY_SHIPPING_METHODS",
            format!("A shop has at most {limit} shipping methods."),
        )),
        SetShippingMethodOutcome::SameRateTwice { positions } => {
            Err(exact::twice("rates", &positions))
        }
    }
}

/// Offers a method no more. `PUT` offers it again.
pub async fn remove_shipping(admin: Admin, Path(code): Path<Code>) -> Result<StatusCode, Error> {
    let removed = database::shipping::remove_shipping_method(&admin.tenant, code.as_str());
    match removed.await? {
        RemoveShippingMethodOutcome::Removed => Ok(StatusCode::NO_CONTENT),
        RemoveShippingMethodOutcome::NotFound => Err(Error::not_found("shipping method")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetMethod {
    name: Text<1, 200>,
    kind: ShippingKind,
    /// Of every amount here; has to be the tenant's, so that nobody means another one.
    currency: Currency,
    free_from: Option<Box<RawValue>>,
    #[serde(default)]
    position: i32,
    #[serde(default)]
    rates: Vec<NewRate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewRate {
    #[serde(default)]
    country: String,
    #[serde(default)]
    region: String,
    /// Of a method by weight.
    from_grams: Option<u32>,
    /// Of a method by amount.
    from_subtotal: Option<Box<RawValue>>,
    /// `null`: from here up it is not offered.
    amount: Option<Box<RawValue>>,
}

impl SetMethod {
    fn parse(self, code: Code) -> Result<Method, Error> {
        let (kind, currency) = (self.kind, self.currency);
        let mut problems = Problems::new();
        if self.rates.len() > RATES_MAX {
            let bound = format!("must be at most {RATES_MAX} rows");
            problems.add("rates", &Invalid::new(bound));
        }
        if kind == ShippingKind::Pickup && !self.rates.is_empty() {
            problems.add(
                "rates",
                &Invalid::new("must be empty: pickup costs nothing"),
            );
        }
        let free_from = self
            .free_from
            .and_then(|written| problems.check("free_from", exact::amount(currency, &written)));
        let rates = self.rates.into_iter().take(RATES_MAX).enumerate();
        let rates: Vec<Rate> = rates
            .filter_map(|(index, rate)| {
                let mut within = Problems::within(&format!("rates[{index}]"));
                let rate = rate.parse(kind, currency, &mut within);
                problems.join(within);
                rate
            })
            .collect();
        if !problems.is_empty() {
            return Err(problems.into());
        }
        Ok(Method {
            code: code.into(),
            name: self.name.into(),
            kind,
            free_from_minor: free_from,
            position: self.position,
            status: "active".to_owned(),
            rates,
        })
    }
}

impl NewRate {
    fn parse(
        self,
        kind: ShippingKind,
        currency: Currency,
        problems: &mut Problems,
    ) -> Option<Rate> {
        let country = match self.country.as_str() {
            "" => Some(String::new()),
            country => problems.check("country", destination::country(country)),
        };
        let region = problems.check("region", destination::region(&self.region));
        if country.as_deref() == Some("") && region.as_deref() != Some("") {
            problems.add("country", &Invalid::new("is required with a region"));
        }
        let (by_grams, by_subtotal) = (kind == ShippingKind::Weight, kind == ShippingKind::Amount);
        if self.from_grams.is_some() && !by_grams {
            problems.add("from_grams", &Invalid::new("is only for methods by weight"));
        }
        if self.from_subtotal.is_some() && !by_subtotal {
            problems.add(
                "from_subtotal",
                &Invalid::new("is only for methods by amount"),
            );
        }
        let from_value = match self.from_subtotal {
            Some(written) => problems.check("from_subtotal", exact::amount(currency, &written)),
            None => Some(self.from_grams.unwrap_or(0).into()),
        };
        let amount_minor = match self.amount {
            Some(written) => problems
                .check("amount", exact::amount(currency, &written))
                .map(Some),
            None => Some(None),
        };
        Some(Rate {
            country: country?,
            region: region?,
            from_value: from_value?,
            amount_minor: amount_minor?,
        })
    }
}

#[derive(Serialize)]
pub struct ShownMethods {
    currency: Currency,
    shipping_methods: Vec<ShownMethod>,
}

#[derive(Serialize)]
pub struct ShownMethod {
    code: String,
    name: String,
    kind: ShippingKind,
    status: String,
    position: i32,
    free_from: Option<Amount>,
    rates: Vec<ShownRate>,
}

#[derive(Serialize)]
struct ShownRate {
    country: String,
    region: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_grams: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_subtotal: Option<Amount>,
    amount: Option<Amount>,
}

impl ShownMethod {
    fn new(currency: Currency, method: Method) -> Self {
        let amount = |minor| currency.amount(minor);
        let kind = method.kind;
        let rate = |rate: Rate| ShownRate {
            country: rate.country,
            region: rate.region,
            from_grams: (kind == ShippingKind::Weight).then_some(rate.from_value),
            from_subtotal: (kind == ShippingKind::Amount).then(|| amount(rate.from_value)),
            amount: rate.amount_minor.map(amount),
        };
        Self {
            code: method.code,
            name: method.name,
            kind,
            status: method.status,
            position: method.position,
            free_from: method.free_from_minor.map(amount),
            rates: method.rates.into_iter().map(rate).collect(),
        }
    }
}
