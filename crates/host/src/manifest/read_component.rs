//! One `[component.<id>]` of `spin.toml` with its dependencies and its build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::keys::{Keys, kind};
use super::{Build, Component, Dependency, DependencySource, Inherit, Template};
use crate::Error;

/// Keys of a component that Spin has and this host has not.
const REFUSED: [&str; 9] = [
    "ai_models",
    "allowed_http_hosts",
    "config",
    "dependencies_inherit_configuration",
    "environment",
    "exclude_files",
    "files",
    "profile",
    "sqlite_databases",
];

/// Rights a dependency can inherit here. Spin has more; they belong to keys that are refused anyway.
const RIGHTS: [&str; 3] = ["allowed_outbound_hosts", "key_value_stores", "variables"];

pub(super) fn read_component(
    id: &str,
    value: toml::Value,
    folder: &Path,
) -> Result<Component, Error> {
    let mut keys = Keys::new(format!("spin.toml: [component.{id}]"), value)?;
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_empty() || !id.bytes().all(legal) {
        return Err(keys.error("must be named in lower case letters, digits and `-`"));
    }
    let source = match keys.take("source") {
        None => return Err(keys.error("needs `source`")),
        Some(toml::Value::String(path)) => folder.join(path),
        Some(_) => {
            return Err(keys.error(
                "has a `source` that is not a path; the local host reads only local files",
            ));
        }
    };
    keys.text("description")?;
    let variables = read_variables(&mut keys)?;
    let allowed_outbound_hosts = read_hosts(&mut keys)?;
    let key_value_stores = keys.texts("key_value_stores")?.into_iter().collect();
    let dependencies = read_dependencies(id, &mut keys, folder)?;
    let build = keys
        .take("build")
        .map(|build| read_build(id, build, folder))
        .transpose()?;
    // Free for other tools.
    keys.take("tool");
    keys.take("targets");
    keys.finish(&REFUSED)?;
    Ok(Component {
        source,
        variables,
        allowed_outbound_hosts,
        key_value_stores,
        dependencies,
        build,
    })
}

fn read_variables(keys: &mut Keys) -> Result<BTreeMap<String, Template>, Error> {
    let entries = keys.entries("variables")?;
    let read = |(name, value)| match value {
        toml::Value::String(text) => match Template::parse(&text) {
            Ok(template) => Ok((name, template)),
            Err(problem) => Err(keys.error(format!(
                "has a variable `{name}` that is no template: {problem}"
            ))),
        },
        other => Err(keys.error(format!(
            "needs a string as variable `{name}`, not {}",
            kind(&other)
        ))),
    };
    entries.into_iter().map(read).collect()
}

fn read_hosts(keys: &mut Keys) -> Result<Vec<Template>, Error> {
    let hosts = keys.texts("allowed_outbound_hosts")?;
    let read = |text: String| {
        Template::parse(&text).map_err(|problem| {
            keys.error(format!(
                "has an outbound host that is no template: {problem}"
            ))
        })
    };
    hosts.into_iter().map(read).collect()
}

fn read_dependencies(id: &str, keys: &mut Keys, folder: &Path) -> Result<Vec<Dependency>, Error> {
    keys.entries("dependencies")?
        .into_iter()
        .map(|(name, value)| read_dependency(id, name, value, folder))
        .collect()
}

fn read_dependency(
    id: &str,
    name: String,
    value: toml::Value,
    folder: &Path,
) -> Result<Dependency, Error> {
    let place = format!("spin.toml: [component.{id}] dependency `{name}`");
    if value.is_str() {
        return Err(Error::Manifest(format!(
            "{place} comes from a registry, which the local host does not support; give it by `path` or `component`"
        )));
    }
    let mut keys = Keys::new(place, value)?;
    let source = match (keys.text("path")?, keys.text("component")?) {
        (Some(path), None) => DependencySource::Path(folder.join(path)),
        (None, Some(component)) => DependencySource::Component(component),
        (Some(_), Some(_)) => return Err(keys.error("has both `path` and `component`")),
        (None, None) => {
            let missing = keys.error("needs `path` or `component`");
            return Err(keys
                .finish(&["version", "registry", "package", "url", "digest"])
                .err()
                .unwrap_or(missing));
        }
    };
    let export = keys.text("export")?;
    if export.is_some() && name.contains(':') && !name.contains('/') {
        return Err(keys.error("names a whole package, so it cannot have `export`"));
    }
    let inherit = read_inherit(&mut keys)?;
    keys.finish(&[])?;
    Ok(Dependency {
        name,
        source,
        export,
        inherit,
    })
}

fn read_inherit(keys: &mut Keys) -> Result<Inherit, Error> {
    match keys.take("inherit_configuration") {
        None | Some(toml::Value::Boolean(false)) => Ok(Inherit::Nothing),
        Some(toml::Value::Boolean(true)) => Ok(Inherit::Everything),
        Some(toml::Value::Array(rights)) => {
            let as_right = |right: toml::Value| match right.as_str() {
                Some(name) if RIGHTS.contains(&name) => Ok(name.to_owned()),
                _ => Err(keys.error(format!(
                    "inherits {right}, which the local host does not support"
                ))),
            };
            rights
                .into_iter()
                .map(as_right)
                .collect::<Result<BTreeSet<_>, _>>()
                .map(Inherit::Keys)
        }
        Some(other) => Err(keys.error(format!(
            "needs true, false or a list as `inherit_configuration`, not {}",
            kind(&other)
        ))),
    }
}

fn read_build(id: &str, value: toml::Value, folder: &Path) -> Result<Build, Error> {
    let mut keys = Keys::new(format!("spin.toml: [component.{id}.build]"), value)?;
    let commands = match keys.take("command") {
        None => return Err(keys.error("needs `command`")),
        Some(toml::Value::String(command)) => vec![command],
        Some(list) => {
            let mut one = Keys::new(
                format!("spin.toml: [component.{id}.build]"),
                toml::Table::from_iter([("command".to_owned(), list)]).into(),
            )?;
            one.texts("command")?
        }
    };
    let folder = match keys.text("workdir")? {
        None => folder.to_owned(),
        Some(workdir) => folder.join(workdir),
    };
    let watch = keys.texts("watch")?;
    keys.finish(&[])?;
    Ok(Build {
        commands,
        folder,
        watch,
    })
}
