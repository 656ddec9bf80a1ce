//! The direct side: the SQL functions that a request calls, called without a host.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Statement};
use uuid::Uuid;

use super::job::{COUPON, Job};
use super::prepare::connect;
use super::quote::CheckoutView;
use super::scenario::Scenario;
use crate::connection::as_component;

// The statements of `crates/database`, which is built for components only and cannot be used
// here. A test compares them. Everything here is a customer's: no cart token.
const ADD_CART_ITEM: &str = "select spindle.add_cart_item($1, $2, $3, $4::text::jsonb, $5, $6, $7::text::jsonb, $8)::text as answer";
const QUOTE_VIEW: &str = "select spindle.quote_view($1, $2, $3::text::jsonb, $4::text::jsonb, $5, $6, $7::text::jsonb)::text as answer";
const CHECKOUT_VIEW: &str = "select spindle.checkout_view($1, $2, $3, $4)::text as answer";
const PLACE_ORDER: &str = "select spindle.place_order($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8::text::jsonb)::text as answer";
const SANDBOX_CHARGE: &str =
    "select spindle.sandbox_charge($1, $2, $3, $4, $5, $6, $7)::text as answer";
const SETTLE_PAYMENT: &str =
    "select spindle.settle_payment($1, $2, $3, $4, $5, $6::text::jsonb, $7)::text as answer";
const ORDER_VIEW: &str = "select spindle.order_view($1, $2, $3, $4)::text as answer";

const NO_CART_TOKEN: Option<&str> = None;

/// One connection, with the rights of a component and everything prepared.
pub(super) struct Caller {
    client: Client,
    tenant: String,
    add_cart_item: Statement,
    quote_view: Statement,
    checkout_view: Statement,
    place_order: Statement,
    sandbox_charge: Statement,
    settle_payment: Statement,
    order_view: Statement,
}

/// What `place_order` answers, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Placed {
    order: Order,
}

#[derive(Debug, Deserialize)]
struct Order {
    order_number: String,
    payment: Option<Payment>,
}

#[derive(Debug, Deserialize)]
struct Payment {
    attempt_id: Uuid,
    amount_minor: i64,
    currency: String,
    token: String,
}

#[derive(Debug, Deserialize)]
struct Charged {
    charge: Charge,
}

#[derive(Debug, Deserialize)]
struct Charge {
    id: String,
}

impl Caller {
    /// Connects to the bench's database.
    pub(super) async fn connect(url: &str, tenant: &str) -> Result<Self> {
        let client = connect(&as_component(url)).await?;
        Ok(Self {
            add_cart_item: client.prepare(ADD_CART_ITEM).await?,
            quote_view: client.prepare(QUOTE_VIEW).await?,
            checkout_view: client.prepare(CHECKOUT_VIEW).await?,
            place_order: client.prepare(PLACE_ORDER).await?,
            sandbox_charge: client.prepare(SANDBOX_CHARGE).await?,
            settle_payment: client.prepare(SETTLE_PAYMENT).await?,
            order_view: client.prepare(ORDER_VIEW).await?,
            client,
            tenant: tenant.to_owned(),
        })
    }

    /// Does a job; anything but the expected outcome is an error.
    pub(super) async fn work(&self, scenario: Scenario, job: Job<'_>) -> Result<()> {
        match scenario {
            Scenario::AddItem => self.add_item(job).await,
            Scenario::Quote => self.quote(job).await,
            Scenario::PlaceCod => self.place(job).await.map(drop),
            Scenario::PlaceCard => self.place_and_pay(job).await,
            Scenario::ReadOrder => self.read_order(job).await,
        }
    }

    async fn add_item(&self, job: Job<'_>) -> Result<()> {
        let (request, version) = (None::<&str>, None::<i64>);
        let item = json!({"sku": job.sku(0)}).to_string();
        let parameters: [&(dyn ToSql + Sync); 8] = [
            &self.tenant,
            &job.subject.customer,
            &NO_CART_TOKEN,
            &request,
            &job.subject.id,
            &version,
            &item,
            &1_i64,
        ];
        self.ask(&self.add_cart_item, &parameters, "added").await?;
        Ok(())
    }

    async fn quote(&self, job: Job<'_>) -> Result<()> {
        let items: Vec<_> = (0..3)
            .map(|position| json!({"sku": job.sku(position), "quantity": 2}))
            .collect();
        let (items, coupons) = (json!(items).to_string(), json!([COUPON]).to_string());
        let (currency, destination) = (None::<&str>, None::<&str>);
        let parameters: [&(dyn ToSql + Sync); 7] = [
            &self.tenant,
            &job.subject.customer,
            &items,
            &coupons,
            &"STANDARD",
            &currency,
            &destination,
        ];
        self.ask(&self.quote_view, &parameters, "found").await?;
        Ok(())
    }

    async fn place(&self, job: Job<'_>) -> Result<Order> {
        let customer = &job.subject.customer;
        let parameters: [&(dyn ToSql + Sync); 4] =
            [&self.tenant, customer, &NO_CART_TOKEN, &job.subject.id];
        let view = self.ask(&self.checkout_view, &parameters, "found").await?;
        let view: CheckoutView = serde_json::from_str(&view)?;

        let request = None::<&str>;
        let quote = serde_json::to_string(&view.quote()?)?;
        let parameters: [&(dyn ToSql + Sync); 8] = [
            &self.tenant,
            customer,
            &NO_CART_TOKEN,
            &request,
            &job.subject.id,
            &view.checkout.version,
            &view.cart.version,
            &quote,
        ];
        let placed = self.ask(&self.place_order, &parameters, "placed").await?;
        let placed: Placed = serde_json::from_str(&placed)?;
        Ok(placed.order)
    }

    async fn place_and_pay(&self, job: Job<'_>) -> Result<()> {
        let order = self.place(job).await?;
        let payment = order.payment.context("The order has nothing to pay")?;
        let key = payment.attempt_id.to_string();
        let parameters: [&(dyn ToSql + Sync); 7] = [
            &self.tenant,
            &key,
            &payment.amount_minor,
            &payment.currency,
            &payment.token,
            &order.order_number,
            &true,
        ];
        let charged = self
            .ask(&self.sandbox_charge, &parameters, "charged")
            .await?;
        let charged: Charged = serde_json::from_str(&charged)?;

        let reason = None::<&str>;
        let response = json!({
            "id": charged.charge.id,
            "status": "succeeded",
            "amount_minor": payment.amount_minor,
            "currency": payment.currency,
        });
        let parameters: [&(dyn ToSql + Sync); 7] = [
            &self.tenant,
            &payment.attempt_id,
            &"succeeded",
            &charged.charge.id,
            &reason,
            &response.to_string(),
            &"payments",
        ];
        self.ask(&self.settle_payment, &parameters, "settled")
            .await?;
        Ok(())
    }

    async fn read_order(&self, job: Job<'_>) -> Result<()> {
        let reference = job.subject.id.to_string();
        let parameters: [&(dyn ToSql + Sync); 4] = [
            &self.tenant,
            &job.subject.customer,
            &NO_CART_TOKEN,
            &reference,
        ];
        self.ask(&self.order_view, &parameters, "found").await?;
        Ok(())
    }

    async fn ask(
        &self,
        statement: &Statement,
        parameters: &[&(dyn ToSql + Sync)],
        outcome: &str,
    ) -> Result<String> {
        let row = self.client.query_one(statement, parameters).await?;
        let answer: String = row.try_get(0)?;
        // As Postgres writes jsonb; reading all of it would be work that the caller need not do.
        if !answer.contains(&format!("\"outcome\": \"{outcome}\"")) {
            bail!("A direct call was not {outcome}: {answer}");
        }
        Ok(answer)
    }
}
