//! The application level of `spin.toml`: version, application, variables, triggers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::keys::{Keys, kind};
use super::read_component::read_component;
use super::{Component, Manifest, Pattern, Route, Trigger, Variable};
use crate::Error;

/// Parses the text of a `spin.toml` that lies in `folder`.
pub(super) fn read(text: &str, folder: PathBuf) -> Result<Manifest, Error> {
    let table: toml::Table =
        toml::from_str(text).map_err(|error| not_toml("spin.toml", text, &error))?;
    let mut keys = Keys::new("spin.toml", table.into())?;
    read_version(&mut keys)?;
    let name = read_application(&mut keys)?;
    let variables = read_variables(&mut keys)?;
    let triggers = read_triggers(&mut keys)?;
    let components = read_components(&mut keys, &folder)?;
    keys.finish(&[])?;
    Ok(Manifest {
        folder,
        name,
        variables,
        triggers,
        components,
    })
}

/// A TOML syntax error in one sentence with its line.
pub(super) fn not_toml(file: &str, text: &str, error: &toml::de::Error) -> Error {
    let start = error.span().map_or(0, |span| span.start);
    let line = text
        .bytes()
        .take(start)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1;
    let message = error.message().replace('\n', ", ");
    Error::Manifest(format!("{file} is not valid TOML: line {line}: {message}"))
}

fn read_version(keys: &mut Keys) -> Result<(), Error> {
    match keys.take("spin_manifest_version") {
        Some(toml::Value::Integer(2)) => Ok(()),
        Some(other) => Err(keys.error(format!(
            "has spin_manifest_version = {other}; the local host reads version 2"
        ))),
        None => Err(keys.error("needs `spin_manifest_version = 2`")),
    }
}

fn read_application(keys: &mut Keys) -> Result<String, Error> {
    let Some(application) = keys.take("application") else {
        return Err(keys.error("needs `[application]`"));
    };
    let mut keys = Keys::new("spin.toml: [application]", application)?;
    let name = keys.required_text("name")?;
    keys.text("version")?;
    keys.text("description")?;
    keys.texts("authors")?;
    // Free for other tools.
    keys.take("tool");
    keys.take("targets");
    keys.finish(&["trigger"])?;
    Ok(name)
}

fn read_variables(keys: &mut Keys) -> Result<BTreeMap<String, Variable>, Error> {
    let read = |(name, value): (String, toml::Value)| {
        let mut keys = Keys::new(format!("spin.toml: [variables] {name}"), value)?;
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !name.bytes().all(legal) {
            return Err(keys.error("must be named in lower case letters, digits and `_`"));
        }
        let required = keys.flag("required")?.unwrap_or(false);
        let default = keys.text("default")?;
        let secret = keys.flag("secret")?.unwrap_or(false);
        keys.text("description")?;
        if required == default.is_some() {
            return Err(keys.error("needs either `required = true` or a `default`"));
        }
        keys.finish(&[])?;
        Ok((name, Variable { default, secret }))
    };
    keys.entries("variables")?.into_iter().map(read).collect()
}

fn read_triggers(keys: &mut Keys) -> Result<Vec<Trigger>, Error> {
    let mut kinds = Keys::new("spin.toml: [trigger]", keys.entries("trigger")?.into())?;
    let http = kinds.take("http");
    if let Some(kind) = kinds.any_left() {
        return Err(Error::Manifest(format!(
            "spin.toml has a `{kind}` trigger, which the local host does not support"
        )));
    }
    match http {
        None => Err(keys.error("has no [[trigger.http]]")),
        Some(toml::Value::Array(triggers)) => triggers.into_iter().map(read_trigger).collect(),
        Some(other) => Err(keys.error(format!(
            "needs [[trigger.http]] as a list, not {}",
            kind(&other)
        ))),
    }
}

fn read_trigger(value: toml::Value) -> Result<Trigger, Error> {
    let mut keys = Keys::new("spin.toml: [[trigger.http]]", value)?;
    let refused = ["dependencies", "executor", "static_response"];
    // A static response has no component, so it is refused before one is asked for.
    let Some(component) = keys.text("component")? else {
        let missing = keys.error("needs `component`");
        keys.take("id");
        keys.take("route");
        return Err(keys.finish(&refused).err().unwrap_or(missing));
    };
    let mut keys = keys.at(format!(
        "spin.toml: [[trigger.http]] of component `{component}`"
    ));
    keys.text("id")?;
    let route = read_route(&mut keys)?;
    keys.finish(&refused)?;
    Ok(Trigger { route, component })
}

fn read_route(keys: &mut Keys) -> Result<Route, Error> {
    match keys.take("route") {
        None => Err(keys.error("needs `route`")),
        Some(toml::Value::String(text)) => Pattern::parse(&text)
            .map(Route::Public)
            .map_err(|problem| keys.error(format!("has a route that {problem}"))),
        Some(toml::Value::Table(table)) => {
            let private =
                table.len() == 1 && table.get("private") == Some(&toml::Value::Boolean(true));
            private
                .then_some(Route::Private)
                .ok_or_else(|| keys.error("needs a path or `{ private = true }` as `route`"))
        }
        Some(other) => Err(keys.error(format!(
            "needs a path or `{{ private = true }}` as `route`, not {}",
            kind(&other)
        ))),
    }
}

fn read_components(keys: &mut Keys, folder: &Path) -> Result<BTreeMap<String, Component>, Error> {
    keys.entries("component")?
        .into_iter()
        .map(|(id, value)| {
            let component = read_component(&id, value, folder)?;
            Ok((id, component))
        })
        .collect()
}
