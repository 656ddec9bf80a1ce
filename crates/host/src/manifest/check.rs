//! What must hold between the parts of a manifest.

use super::{Component, DependencySource, Manifest, Route, Template};
use crate::Error;

pub(super) fn check(manifest: &Manifest) -> Result<(), Error> {
    check_triggers(manifest)?;
    check_routes(manifest)?;
    for (id, component) in &manifest.components {
        check_templates(manifest, id, component)?;
        check_dependencies(manifest, id, component)?;
    }
    Ok(())
}

fn check_triggers(manifest: &Manifest) -> Result<(), Error> {
    for trigger in &manifest.triggers {
        if !manifest.components.contains_key(&trigger.component) {
            return Err(Error::Manifest(format!(
                "spin.toml: [[trigger.http]] names the component `{}`, which does not exist",
                trigger.component
            )));
        }
    }
    Ok(())
}

fn check_routes(manifest: &Manifest) -> Result<(), Error> {
    let routes: Vec<_> = manifest
        .triggers
        .iter()
        .filter_map(|trigger| match &trigger.route {
            Route::Public(pattern) => Some((pattern, &trigger.component)),
            Route::Private => None,
        })
        .collect();
    for (at, (pattern, component)) in routes.iter().enumerate() {
        for (earlier, other) in routes.iter().take(at) {
            if pattern.same_paths(earlier) {
                return Err(Error::Manifest(format!(
                    "spin.toml: the routes `{earlier}` of component `{other}` and `{pattern}` of component `{component}` accept the same paths"
                )));
            }
        }
    }
    Ok(())
}

fn check_templates(manifest: &Manifest, id: &str, component: &Component) -> Result<(), Error> {
    let known = |template: &Template, place: String| match template
        .names()
        .find(|name| !manifest.variables.contains_key(*name))
    {
        None => Ok(()),
        Some(name) => Err(Error::Manifest(format!(
            "spin.toml: [component.{id}] {place} uses `{{{{ {name} }}}}`, which [variables] does not declare"
        ))),
    };
    for (name, template) in &component.variables {
        known(template, format!("variable `{name}`"))?;
    }
    for template in &component.allowed_outbound_hosts {
        known(template, "`allowed_outbound_hosts`".to_owned())?;
    }
    Ok(())
}

fn check_dependencies(manifest: &Manifest, id: &str, component: &Component) -> Result<(), Error> {
    for dependency in &component.dependencies {
        let DependencySource::Component(plugin) = &dependency.source else {
            continue;
        };
        let name = &dependency.name;
        let Some(definition) = manifest.components.get(plugin) else {
            return Err(Error::Manifest(format!(
                "spin.toml: [component.{id}] dependency `{name}` names the component `{plugin}`, which does not exist"
            )));
        };
        // As Spin: what a plugin may do is its user's to say, by inherit_configuration.
        if let Some(key) = right_of_its_own(definition) {
            return Err(Error::Manifest(format!(
                "spin.toml: [component.{plugin}] has `{key}`, which a component that is a dependency (of `{id}`) cannot have"
            )));
        }
    }
    Ok(())
}

fn right_of_its_own(plugin: &Component) -> Option<&'static str> {
    [
        ("variables", plugin.variables.is_empty()),
        (
            "allowed_outbound_hosts",
            plugin.allowed_outbound_hosts.is_empty(),
        ),
        ("key_value_stores", plugin.key_value_stores.is_empty()),
        ("dependencies", plugin.dependencies.is_empty()),
    ]
    .into_iter()
    .find_map(|(key, absent)| (!absent).then_some(key))
}
