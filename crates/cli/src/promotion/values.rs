//! Carts and outcomes as JSON, by the types of the contract, whatever fields these have.
//!
//! Records are objects with the contract's names in snake case. A variant is its case's name, or an object with that one
//! name. What is an option or a list may be left out.

use anyhow::{Result, anyhow, bail};
use serde_json::{Map, Value};
use wasmtime::component::{Type, Val};

/// The value of type `ty` that `json` says. Errors name the place.
pub(super) fn from_json(ty: &Type, json: &Value, place: &str) -> Result<Val> {
    match ty {
        Type::Bool => match json {
            Value::Bool(value) => Ok(Val::Bool(*value)),
            _ => Err(expected(place, "true or false", json)),
        },
        Type::U8 => number(json, place).map(Val::U8),
        Type::U16 => number(json, place).map(Val::U16),
        Type::U32 => number(json, place).map(Val::U32),
        Type::U64 => number(json, place).map(Val::U64),
        Type::S32 => match json.as_i64().and_then(|n| i32::try_from(n).ok()) {
            Some(value) => Ok(Val::S32(value)),
            None => Err(expected(place, "a whole number", json)),
        },
        Type::S64 => match json.as_i64() {
            Some(value) => Ok(Val::S64(value)),
            None => Err(expected(place, "a whole number", json)),
        },
        Type::String => match json {
            Value::String(text) => Ok(Val::String(text.clone())),
            _ => Err(expected(place, "a text", json)),
        },
        Type::Option(some) => match json {
            Value::Null => Ok(Val::Option(None)),
            json => from_json(&some.ty(), json, place).map(|v| Val::Option(Some(Box::new(v)))),
        },
        Type::List(list) => elements(&list.ty(), json, place),
        Type::Record(record) => {
            let fields = record
                .fields()
                .map(|field| (field.name.to_owned(), field.ty));
            fields_of(fields.collect(), json, place)
        }
        Type::Enum(cases) => {
            let names: Vec<String> = cases.names().map(str::to_owned).collect();
            match names
                .iter()
                .find(|name| json.as_str() == Some(&snake(name)))
            {
                Some(name) => Ok(Val::Enum(name.clone())),
                None => Err(expected(place, &one_of(&names), json)),
            }
        }
        Type::Variant(variant) => {
            let cases = variant.cases().map(|case| (case.name.to_owned(), case.ty));
            case_of(cases.collect(), json, place)
        }
        _ => bail!("{place}: carts have had no such value so far"),
    }
}

fn elements(ty: &Type, json: &Value, place: &str) -> Result<Val> {
    let elements = match json {
        Value::Null => return Ok(Val::List(Vec::new())),
        Value::Array(elements) => elements,
        _ => return Err(expected(place, "a list", json)),
    };
    let element =
        |(index, json): (usize, &Value)| from_json(ty, json, &format!("{place}[{index}]"));
    Ok(Val::List(
        elements
            .iter()
            .enumerate()
            .map(element)
            .collect::<Result<_>>()?,
    ))
}

fn fields_of(fields: Vec<(String, Type)>, json: &Value, place: &str) -> Result<Val> {
    let Value::Object(object) = json else {
        return Err(expected(place, "an object", json));
    };
    if let Some(unknown) = object
        .keys()
        .find(|key| !fields.iter().any(|(name, _)| snake(name) == **key))
    {
        let names: Vec<String> = fields.into_iter().map(|(name, _)| name).collect();
        bail!(
            "{place} has `{unknown}`, which is none of {}",
            listed(&names)
        );
    }
    let value = |(name, ty): (String, Type)| {
        let key = snake(&name);
        let place = match place {
            "" => key.clone(),
            place => format!("{place}.{key}"),
        };
        let value = match (object.get(&key), &ty) {
            (Some(json), _) => from_json(&ty, json, &place)?,
            (None, Type::Option(_) | Type::List(_)) => from_json(&ty, &Value::Null, &place)?,
            (None, _) => bail!("{place} is missing"),
        };
        Ok((name, value))
    };
    Ok(Val::Record(
        fields.into_iter().map(value).collect::<Result<_>>()?,
    ))
}

fn case_of(cases: Vec<(String, Option<Type>)>, json: &Value, place: &str) -> Result<Val> {
    let names: Vec<String> = cases.iter().map(|(name, _)| name.clone()).collect();
    let (key, payload) = match json {
        Value::String(key) => (key, None),
        Value::Object(object) if object.len() == 1 => match object.iter().next() {
            Some((key, payload)) => (key, Some(payload)),
            None => return Err(expected(place, &one_of(&names), json)),
        },
        _ => return Err(expected(place, &one_of(&names), json)),
    };
    let Some((name, ty)) = cases.into_iter().find(|(name, _)| snake(name) == *key) else {
        return Err(expected(place, &one_of(&names), json));
    };
    let payload = match (ty, payload) {
        (None, None) => None,
        (Some(ty), Some(json)) => {
            let place = format!("{place}.{key}");
            Some(Box::new(from_json(&ty, json, &place)?))
        }
        (None, Some(_)) => bail!("{place}: `{key}` has no value, so write \"{key}\""),
        (Some(_), None) => bail!("{place}: `{key}` needs a value: {{\"{key}\": …}}"),
    };
    Ok(Val::Variant(name, payload))
}

fn number<T: TryFrom<u64>>(json: &Value, place: &str) -> Result<T> {
    json.as_u64()
        .and_then(|number| T::try_from(number).ok())
        .ok_or_else(|| {
            let most = u64::MAX >> (64 - 8 * size_of::<T>());
            expected(place, &format!("a whole number from 0 to {most}"), json)
        })
}

fn expected(place: &str, what: &str, found: &Value) -> anyhow::Error {
    let place = if place.is_empty() { "the cart" } else { place };
    let found: String = found.to_string().chars().take(60).collect();
    anyhow!("{place} must be {what}, not {found}")
}

fn one_of(names: &[String]) -> String {
    format!("one of {}", listed(names))
}

fn listed(names: &[String]) -> String {
    names
        .iter()
        .map(|name| snake(name))
        .collect::<Vec<_>>()
        .join(", ")
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// A value as JSON; the opposite of [`from_json`].
pub(super) fn to_json(value: &Val) -> Value {
    match value {
        Val::Bool(value) => Value::from(*value),
        Val::U8(number) => Value::from(*number),
        Val::U16(number) => Value::from(*number),
        Val::U32(number) => Value::from(*number),
        Val::U64(number) => Value::from(*number),
        Val::S32(number) => Value::from(*number),
        Val::S64(number) => Value::from(*number),
        Val::String(text) => Value::from(text.as_str()),
        Val::Enum(case) => Value::from(snake(case)),
        Val::List(elements) => elements.iter().map(to_json).collect(),
        Val::Option(some) => some.as_deref().map_or(Value::Null, to_json),
        // What is not there is left out, as it may be left out of what is read.
        Val::Record(fields) => Value::Object(
            fields
                .iter()
                .filter(|(_, value)| !matches!(value, Val::Option(None)))
                .map(|(name, value)| (snake(name), to_json(value)))
                .collect(),
        ),
        Val::Variant(case, None) => Value::from(snake(case)),
        Val::Variant(case, Some(payload)) => {
            Value::Object(Map::from_iter([(snake(case), to_json(payload))]))
        }
        _ => Value::Null,
    }
}

/// What a metered function returned, or the name of its failure.
pub(super) fn taken(result: Val) -> Result<Result<Value, String>> {
    match result {
        Val::Result(Ok(Some(value))) => Ok(Ok(to_json(&value))),
        Val::Result(Err(Some(failure))) => match *failure {
            Val::Enum(case) => Ok(Err(snake(&case))),
            _ => bail!("the component's failure is none"),
        },
        _ => bail!("the component returns no result"),
    }
}
