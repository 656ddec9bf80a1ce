//! `spindle promotion run`: one cart, evaluated as in a shop, with what it cost.

use std::time::Duration;

use anyhow::{Context, Result};
use domain::Currency;
use serde::Serialize;
use serde_json::Value;

use super::describe::Description;
use super::install::Budget;
use super::plugin::Plugin;
use super::sandbox::Sandbox;
use super::values;

/// How an evaluation went.
#[derive(Debug)]
pub struct Ran {
    /// The outcome, or the failure's name.
    pub result: Result<Value, String>,
    /// What it used of `budget`.
    pub fuel: u64,
    /// What it could use for this cart.
    pub budget: u64,
    /// The most memory it had.
    pub memory_bytes: usize,
    /// Of the evaluation, without compiling and starting.
    pub time: Duration,
}

/// Evaluates a cart, given as JSON with the contract's names in snake case.
pub fn run(plugin: &Plugin, cart: &Value, budget: Budget) -> Result<Ran> {
    let mut sandbox = Sandbox::start(&plugin.component)?;
    let ty = sandbox.cart_type()?;
    let cart = values::from_json(&ty, cart, "")?;
    let lines = match values::to_json(&cart).get("lines") {
        Some(Value::Array(lines)) => lines.len() as u64,
        _ => 0,
    };
    let budget = budget.fuel + budget.fuel_per_line * lines;
    sandbox.arm(budget)?;
    let run = sandbox.evaluate(cart)?;
    Ok(Ran {
        result: values::taken(run.result)?,
        fuel: run.fuel,
        budget: budget.min(plugin.report.limits.fuel),
        memory_bytes: run.memory_bytes,
        time: run.time,
    })
}

#[derive(Serialize)]
struct Shown<'a> {
    outcome: Option<&'a Value>,
    failure: Option<&'a str>,
    explanation: Vec<String>,
    fuel: u64,
    fuel_budget: u64,
    memory_bytes: usize,
    microseconds: u128,
}

/// For programs.
pub fn as_json(ran: &Ran, plugin: &Plugin, cart: &Value) -> Result<String> {
    let shown = Shown {
        outcome: ran.result.as_ref().ok(),
        failure: ran.result.as_ref().err().map(String::as_str),
        explanation: explanation(ran, &plugin.description, cart)?,
        fuel: ran.fuel,
        fuel_budget: ran.budget,
        memory_bytes: ran.memory_bytes,
        microseconds: ran.time.as_micros(),
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&shown)?))
}

/// For people.
pub fn as_text(ran: &Ran, plugin: &Plugin, cart: &Value) -> Result<String> {
    let mut text = format!(
        "{} {}\n\n",
        plugin.description.name, plugin.description.version
    );
    for line in explanation(ran, &plugin.description, cart)? {
        text += &format!("  {line}\n");
    }
    let share = ran.fuel * 100 / ran.budget.max(1);
    text += &format!(
        "\nfuel    {} of {} ({share} %)\nmemory  {} KiB\ntime    {} µs\n",
        ran.fuel,
        ran.budget,
        ran.memory_bytes / 1024,
        ran.time.as_micros()
    );
    Ok(text)
}

/// One sentence for each adjustment and refusal, before the shop clamps them.
fn explanation(ran: &Ran, description: &Description, cart: &Value) -> Result<Vec<String>> {
    let outcome = match &ran.result {
        Err(failure) => {
            return Ok(vec![format!(
                "It fails: {}. In a shop, the tenant's policy decides.",
                failure.replace('_', " ")
            )]);
        }
        Ok(outcome) => outcome,
    };
    let list = |key: &str| {
        outcome
            .get(key)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let mut sentences = Vec::new();
    for adjustment in list("adjustments") {
        sentences.push(adjusted(&adjustment, description, cart)?);
    }
    for refused in list("refused") {
        let code = indexed(cart, "coupons", &refused["coupon"]);
        let code = code
            .and_then(|code| code.as_str())
            .unwrap_or("an unknown coupon");
        let reason = refused["reason"]
            .as_str()
            .unwrap_or_default()
            .replace('_', " ");
        sentences.push(format!("{code} gives nothing: {reason}"));
    }
    if sentences.is_empty() {
        sentences.push("Nothing is taken off.".to_owned());
    }
    Ok(sentences)
}

fn adjusted(adjustment: &Value, description: &Description, cart: &Value) -> Result<String> {
    let currency: Currency = cart["currency"]
        .as_str()
        .and_then(Currency::from_code)
        .context("the cart's currency is none of ISO 4217")?;
    let minor = adjustment["amount"]
        .as_u64()
        .and_then(|minor| i64::try_from(minor).ok());
    let amount = match minor {
        Some(minor) => format!("{} {}", currency.amount(minor), currency.code()),
        None => format!("{} of the smallest unit", adjustment["amount"]),
    };
    let target = match &adjustment["target"] {
        Value::String(whole) if whole == "shipping" => "shipping".to_owned(),
        Value::String(_) => "the goods".to_owned(),
        target => match indexed(cart, "lines", &target["line"]) {
            Some(line) => format!(
                "{} (line {})",
                line["sku"].as_str().unwrap_or("?"),
                target["line"]
            ),
            None => format!("line {}, which the cart does not have", target["line"]),
        },
    };
    Ok(format!(
        "{amount} off {target}: {}",
        caused(&adjustment["cause"], description)
    ))
}

fn caused(cause: &Value, description: &Description) -> String {
    let Some(rule) = cause.get("rule").and_then(Value::as_u64) else {
        return format!("campaign {}", cause["campaign"]);
    };
    let rule_index = usize::try_from(rule).unwrap_or(usize::MAX);
    match description.rules.get(rule_index) {
        None => format!("rule {rule}, which it has not described; a shop drops this"),
        Some(rule) => match rule.texts.first() {
            Some(text) => format!("{} [{}]", text.text, rule.code),
            None => rule.code.clone(),
        },
    }
}

fn indexed<'a>(cart: &'a Value, list: &str, index: &Value) -> Option<&'a Value> {
    cart.get(list)?.get(usize::try_from(index.as_u64()?).ok()?)
}
