//! What every application variable is worth: option, environment, `.env`, default, in this order.

use std::collections::BTreeMap;
use std::path::Path;

use crate::{Error, Manifest, Options};

/// What the environment calls a variable.
const PREFIX: &str = "SPIN_VARIABLE_";

/// The value of every variable that `[variables]` declares.
pub(crate) fn resolve(
    manifest: &Manifest,
    options: &Options,
) -> Result<BTreeMap<String, String>, Error> {
    if let Some(name) = options
        .variables
        .keys()
        .find(|name| !manifest.variables.contains_key(*name))
    {
        return Err(Error::Variable(format!(
            "a value is given for the variable `{name}`, which [variables] in spin.toml does not declare"
        )));
    }
    let file = read_env_file(&manifest.folder.join(".env"))?;
    let value = |(name, definition): (&String, &crate::manifest::Variable)| {
        let key = format!("{PREFIX}{}", name.to_uppercase());
        let given = options.variables.get(name);
        given
            .or_else(|| options.environment.get(&key))
            .or_else(|| file.get(&key))
            .or(definition.default.as_ref())
            .map(|value| (name.clone(), value.clone()))
            .ok_or_else(|| {
                Error::Variable(format!(
                    "the variable `{name}` is required and has no value; {key} sets it"
                ))
            })
    };
    manifest.variables.iter().map(value).collect()
}

fn read_env_file(file: &Path) -> Result<BTreeMap<String, String>, Error> {
    let name = file.display();
    let unreadable = |problem: String| Error::Variable(format!("cannot read {name}: {problem}"));
    if !file.exists() {
        return Ok(BTreeMap::new());
    }
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
    dotenvy::from_read_iter(text.as_bytes())
        .map(|entry| entry.map_err(|error| unreadable(explain(&text, &error))))
        .collect()
}

/// The library's own sentence quotes the line, and lines have secrets.
fn explain(text: &str, error: &dotenvy::Error) -> String {
    let dotenvy::Error::LineParse(part, _) = error else {
        return error.to_string();
    };
    let line = text.lines().take_while(|line| !line.contains(part)).count() + 1;
    format!("line {line} makes no sense; a value with spaces needs single quotes around it")
}
