//! What a provider or a carrier tells about an order, as SQL reads it (`apply_callback`). What else is in
//! a body is not kept: it may hold what we must not have, such as the number of a card.

use api::fields::{Instant, Invalid, Problems, Text};
use api::{Error, Uuid, body};
use domain::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

/// What an event of Standard Webhooks says, as far as we understand it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum News {
    Payment(PaymentNews),
    Shipment(ShipmentNews),
    /// Of a kind that nothing follows from.
    Other {},
}

impl News {
    /// The order's id or number, and what is told about it.
    pub fn read(kind: &str, event: &[u8]) -> Result<(Option<Text<1, 50>>, Self), Error> {
        match kind {
            "payment.succeeded" | "refund.succeeded" => {
                let Event { data } = body::parse(event)?;
                require(&data)?;
                Ok(payment(data))
            }
            "payment.failed" | "payment.pending" | "refund.failed" => {
                let Event { data } = body::parse(event)?;
                Ok(payment(data))
            }
            "shipment.delivered" | "shipment.returned" => {
                let Event { data } = body::parse(event)?;
                Ok(shipment(data))
            }
            _ => Ok((None, Self::Other {})),
        }
    }
}

/// Money that moved has an amount and a name.
fn require(data: &PaymentData) -> Result<(), Error> {
    let mut problems = Problems::within("data");
    for (field, is_there) in [
        ("amount", data.amount.is_some()),
        ("currency", data.currency.is_some()),
        ("reference", data.reference.is_some()),
    ] {
        if !is_there {
            problems.add(field, &Invalid::new("is required"));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.into())
    }
}

fn payment(data: PaymentData) -> (Option<Text<1, 50>>, News) {
    let news = PaymentNews {
        amount: data.amount,
        currency: data.currency,
        key: data.key,
        reference: data.reference,
        reason: data.reason,
        method: None,
    };
    (Some(data.order), News::Payment(news))
}

fn shipment(data: ShipmentData) -> (Option<Text<1, 50>>, News) {
    let news = ShipmentNews {
        shipment: data.shipment,
        delivered_at: data.delivered_at,
        reason: data.reason,
        driver: None,
    };
    (Some(data.order), News::Shipment(news))
}

#[derive(Deserialize)]
struct Event<D> {
    data: D,
}

#[derive(Deserialize)]
struct PaymentData {
    order: Text<1, 50>,
    amount: Option<Told>,
    currency: Option<Currency>,
    key: Option<Uuid>,
    reference: Option<Text<1, 200>>,
    reason: Option<Text<1, 500>>,
}

#[derive(Deserialize)]
struct ShipmentData {
    order: Text<1, 50>,
    shipment: Option<Text<1, 100>>,
    delivered_at: Option<Instant>,
    reason: Option<Text<1, 500>>,
}

/// What is told of a payment or a refund.
#[derive(Debug, Serialize)]
pub struct PaymentNews {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Told>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Ours: the id of the attempt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Uuid>,
    /// The provider's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Text<1, 200>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<1, 500>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Text<1, 50>>,
}

/// What is told of a shipment.
#[derive(Debug, Serialize)]
pub struct ShipmentNews {
    /// Its id, its tracking number, or what the carrier calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment: Option<Text<1, 100>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<1, 500>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver: Option<Text<1, 100>>,
}

/// An amount above zero as it was written, `535.00` or `"535.00"`. Whether it is one of the order's
/// currency is for the database to say: an amount that is not the order's is no malformed request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told(String);

impl TryFrom<&str> for Told {
    type Error = Invalid;

    fn try_from(written: &str) -> Result<Self, Invalid> {
        let digits = written
            .strip_prefix('"')
            .map_or(Some(written), |rest| rest.strip_suffix('"'));
        digits
            .and_then(|digits| Decimal::from_str_exact(digits).ok())
            .filter(|amount| amount.is_sign_positive() && !amount.is_zero())
            .map(|amount| Self(amount.to_string()))
            .ok_or_else(|| Invalid::new("must be an amount above zero such as 99.90"))
    }
}

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Box::<RawValue>::deserialize(deserializer)?;
        Self::try_from(written.get()).map_err(serde::de::Error::custom)
    }
}
