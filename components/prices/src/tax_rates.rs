//! `GET` and `PUT /api/v1/tax-rates`

use api::fields::{Invalid, Problems, Slug, Text};
use api::{Admin, Error, Json};
use database::prices::SetTaxRatesOutcome::{SameRateTwice, Set, UnknownTenant};
use database::prices::TaxRate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use ordering::exact;

use crate::destination;

/// The most tax rates of a tenant.
const RATES_MAX: usize = 1000;
/// Digits behind the point: millionths.
const RATE_DIGITS: u32 = 6;

/// All tax rates of the tenant.
pub async fn list_taxes(admin: Admin) -> Result<Json<ShownRates>, Error> {
    let found = database::prices::tax_rates_view(&admin.tenant).await?;
    Ok(Json(ShownRates {
        tax_rates: found.tax_rates,
    }))
}

/// Makes these the tenant's tax rates, and no others.
pub async fn set_taxes(
    admin: Admin,
    Json(body): Json<SetTaxes>,
) -> Result<Json<ShownRates>, Error> {
    let rates = body.parse()?;

    match database::prices::set_tax_rates(&admin.tenant, &rates).await? {
        Set(rates) => Ok(Json(ShownRates {
            tax_rates: rates.tax_rates,
        })),
        UnknownTenant => Err(Error::not_found("tenant")),
        SameRateTwice { positions } => Err(exact::twice("tax_rates", &positions)),
    }
}

#[derive(Serialize)]
pub struct ShownRates {
    tax_rates: Vec<TaxRate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetTaxes {
    tax_rates: Vec<NewRate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewRate {
    country: String,
    #[serde(default)]
    region: String,
    tax_class: Option<Slug>,
    name: Text<1, 100>,
    rate: Box<RawValue>,
}

impl SetTaxes {
    fn parse(self) -> Result<Vec<TaxRate>, Error> {
        let mut problems = Problems::new();
        if self.tax_rates.len() > RATES_MAX {
            let bound = format!("must be at most {RATES_MAX} rows");
            problems.add("tax_rates", &Invalid::new(bound));
        }
        let rates = self.tax_rates.into_iter().take(RATES_MAX).enumerate();
        let rates: Vec<_> = rates
            .filter_map(|(index, rate)| rate.parse(index, &mut problems))
            .collect();
        if problems.is_empty() {
            Ok(rates)
        } else {
            Err(problems.into())
        }
    }
}

impl NewRate {
    fn parse(self, index: usize, problems: &mut Problems) -> Option<TaxRate> {
        let mut check = Problems::within(&format!("tax_rates[{index}]"));
        let country = check.check("country", destination::country(&self.country));
        let region = check.check("region", destination::region(&self.region));
        let rate = exact::decimal(&self.rate, RATE_DIGITS)
            .filter(|rate| !rate.is_sign_negative() && *rate < Decimal::ONE)
            .ok_or_else(|| {
                Invalid::new(format!(
                    "must be a share from 0 to less than 1, with at most {RATE_DIGITS} digits: 0.0825 is 8.25 %"
                ))
            });
        let rate = check.check("rate", rate);
        problems.join(check);
        Some(TaxRate {
            country: country?,
            region: region?,
            tax_class: self
                .tax_class
                .map_or_else(|| "standard".to_owned(), String::from),
            name: self.name.into(),
            rate: rate?.to_string(),
        })
    }
}
