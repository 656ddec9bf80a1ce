//! `GET` and `POST /api/v1/exchange-rates`

use api::fields::{Instant, Invalid, PageLimit, Problems, Text};
use api::{Admin, Error, Json, Query, StatusCode};
use database::prices::AddExchangeRateOutcome::{Added, Exists};
use database::prices::{ExchangeRateRow, NewExchangeRate};
use domain::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use ordering::exact;

/// Digits behind the point of a rate, and before it.
const RATE_DIGITS: u32 = 12;

/// The tenant's rates, those that begin last first.
pub async fn list_rates(admin: Admin, Query(filter): Query<Filter>) -> Result<Json<Rates>, Error> {
    let found = database::prices::exchange_rates_view(
        &admin.tenant,
        filter.base,
        filter.quote,
        filter.limit.get(),
    );
    Ok(Json(Rates {
        exchange_rates: found.await?.rates,
    }))
}

/// Adds a rate. None is ever changed: a later one takes its place.
pub async fn add_rate(
    admin: Admin,
    Json(body): Json<AddRate>,
) -> Result<(StatusCode, Json<ExchangeRateRow>), Error> {
    let rate = body.parse()?;

    match database::prices::add_exchange_rate(&admin.tenant, &rate).await? {
        Added { rate } => Ok((StatusCode::CREATED, Json(rate))),
        Exists { rate } => Err(Error::rejected(
            StatusCode::CONFLICT,
            "EXCHANGE_RATE_EXISTS",
            "There is a rate for this instant already; a rate is never changed.",
        )
        .with_detail(rate)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    base: Option<Currency>,
    quote: Option<Currency>,
    #[serde(default)]
    limit: PageLimit,
}

#[derive(Serialize)]
pub struct Rates {
    exchange_rates: Vec<ExchangeRateRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddRate {
    base: Currency,
    quote: Currency,
    rate: Box<RawValue>,
    source: Text<1, 200>,
    valid_from: Option<Instant>,
}

impl AddRate {
    fn parse(self) -> Result<NewExchangeRate, Error> {
        let mut problems = Problems::new();
        if self.base == self.quote {
            problems.add("quote", &Invalid::new("must be another currency than base"));
        }
        let rate = problems.check("rate", rate(&self.rate));
        match rate.filter(|_| problems.is_empty()) {
            Some(rate) => Ok(NewExchangeRate {
                base: self.base,
                quote: self.quote,
                rate: rate.to_string(),
                source: self.source.into(),
                valid_from: self.valid_from.map(String::from),
            }),
            None => Err(problems.into()),
        }
    }
}

fn rate(written: &RawValue) -> Result<Decimal, Invalid> {
    let most = Decimal::from(10_u64.pow(RATE_DIGITS));
    exact::decimal(written, RATE_DIGITS)
        .filter(|rate| *rate > Decimal::ZERO && *rate < most)
        .ok_or_else(|| {
            Invalid::new(format!(
                "must be above 0, with at most {RATE_DIGITS} digits on either side of the point"
            ))
        })
}
