//! `spin.toml`, as far as tenants' promotions are in it: read, changed in place with every comment kept, never written here.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow, bail};
use domain::promotion::Installed;
use toml_edit::{Array, DocumentMut, Item, TableLike, Value, value};

use super::contract::PACKAGE;

/// What prices the carts of all others.
const BUILT_IN: &str = "pricing-rules";
/// Tenants with promotions of their own, and their digests.
const OWN_PRICING: &str = "own_pricing";
/// What a pricing component knows of its promotions.
const PROMOTION: &str = "promotion";

/// The text of a `spin.toml`, parsed.
pub(super) struct SpinToml {
    document: DocumentMut,
    /// Sections that come after it.
    appended: String,
}

/// A tenant's pricing component.
#[derive(Debug)]
pub(super) struct Entry {
    pub tenant: String,
    /// Of the metered component, from the folder of `spin.toml`.
    pub path: String,
    pub installed: Installed,
}

/// The id of a tenant's pricing component.
///
/// # Errors
/// When Spin would not take it: each word between hyphens begins with a letter.
pub(super) fn component_id(tenant: &str) -> Result<String> {
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    if tenant.len() > 63 || !tenant.split('-').all(word) {
        bail!(
            "A tenant `{tenant}` cannot have promotions of its own: its pricing component would be {BUILT_IN}-{tenant}, \
             and Spin wants words of a-z and 0-9 that begin with a letter, between single hyphens."
        );
    }
    Ok(format!("{BUILT_IN}-{tenant}"))
}

impl SpinToml {
    pub(super) fn parse(text: &str) -> Result<Self> {
        let document: DocumentMut = text.parse().context("spin.toml cannot be read")?;
        let manifest = Self {
            document,
            appended: String::new(),
        };
        manifest.component(BUILT_IN)?;
        manifest.own_pricing()?;
        Ok(manifest)
    }

    /// All tenants' promotions, by tenant.
    pub(super) fn entries(&self) -> Result<Vec<Entry>> {
        self.own_pricing()?
            .keys()
            .map(|tenant| self.entry(tenant))
            .collect()
    }

    /// The promotions of a tenant that has some.
    pub(super) fn entry(&self, tenant: &str) -> Result<Entry> {
        let id = component_id(tenant)?;
        let component = self.component(&id)?;
        let text = |keys: [&str; 3]| {
            let item = component.get(keys[0]).and_then(|item| item.get(keys[1]));
            let item = match keys[2] {
                "" => item,
                key => item.and_then(|item| item.get(key)),
            };
            item.and_then(Item::as_str)
                .map(str::to_owned)
                .with_context(|| format!("spin.toml: [component.{id}] has no {}", keys.join(" ")))
        };
        let installed = text(["variables", PROMOTION, ""])?;
        Ok(Entry {
            tenant: tenant.to_owned(),
            path: text(["dependencies", PACKAGE, "path"])?,
            installed: serde_json::from_str(&installed)
                .with_context(|| format!("spin.toml: [component.{id}] variable `{PROMOTION}`"))?,
        })
    }

    /// Whether the tenant has promotions of its own.
    pub(super) fn has(&self, tenant: &str) -> Result<bool> {
        Ok(self.own_pricing()?.contains_key(tenant))
    }

    /// Adds a tenant's pricing component, or changes what is in it.
    pub(super) fn install(&mut self, entry: &Entry) -> Result<()> {
        let id = component_id(&entry.tenant)?;
        let promotion = template_safe(&serde_json::to_string(&entry.installed)?);
        if self.has(&entry.tenant)? {
            self.set(&id, "dependencies", PACKAGE, dependency(&entry.path))?;
            self.set(&id, "variables", PROMOTION, value(promotion))?;
        } else {
            if self.component(&id).is_ok() {
                bail!("spin.toml has a component `{id}` that is no tenant's promotions");
            }
            self.append(&id, entry, promotion)?;
            self.allow(&id)?;
        }
        let digest = entry.installed.digest.clone().unwrap_or_default();
        let mut owners = self.own_pricing()?;
        owners.insert(entry.tenant.clone(), short(&digest).to_owned());
        self.set_own_pricing(&owners)
    }

    /// Takes a tenant's pricing component out.
    pub(super) fn remove(&mut self, tenant: &str) -> Result<()> {
        let id = component_id(tenant)?;
        let mut owners = self.own_pricing()?;
        owners.remove(tenant);
        self.set_own_pricing(&owners)?;
        self.components()?.remove(&id);
        if let Some(triggers) = self.document["trigger"]["http"].as_array_of_tables_mut() {
            let of_it = |trigger: &toml_edit::Table| {
                trigger.get("component").and_then(Item::as_str) == Some(&id)
            };
            triggers.retain(|trigger| !of_it(trigger));
        }
        for hosts in self.hosts_of_callers()? {
            hosts.retain(|host| host.as_str() != Some(&host_of(&id)));
        }
        Ok(())
    }

    /// The text, with what has been changed.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.document, self.appended)
    }

    fn append(&mut self, id: &str, entry: &Entry, promotion: String) -> Result<()> {
        let source = self.component(BUILT_IN)?.get("source");
        let source = source.and_then(Item::as_str).with_context(|| {
            format!(
                "spin.toml: [component.{BUILT_IN}] has no source to run for {}",
                entry.tenant
            )
        })?;
        self.appended.push_str(&format!(
            "\n# Carts of {tenant}, with its own promotions. Written by `spindle promotion install`.\n\
             [[trigger.http]]\nroute = {{ private = true }}\ncomponent = \"{id}\"\n\n\
             [component.{id}]\nsource = {source}\n\n\
             [component.{id}.dependencies]\n\"{PACKAGE}\" = {{ path = {path} }}\n\n\
             [component.{id}.variables]\n{PROMOTION} = {promotion}\n",
            tenant = entry.tenant,
            source = Value::from(source),
            path = Value::from(entry.path.as_str()),
            promotion = Value::from(promotion),
        ));
        Ok(())
    }

    /// Lets everyone who asks for prices ask `id`, too.
    fn allow(&mut self, id: &str) -> Result<()> {
        let host = host_of(id);
        for hosts in self.hosts_of_callers()? {
            // First, on a line of its own where the others are: behind another host there may be a
            // comment on it, which toml_edit takes for one on what comes next.
            let first = hosts
                .get(0)
                .and_then(|host| host.decor().prefix()?.as_str());
            let (at, prefix) = match first.filter(|prefix| prefix.contains('\n')) {
                Some(prefix) => (0, indentation(prefix)),
                None => (hosts.len(), " "),
            };
            let shown = Value::from(host.as_str()).decorated(prefix, "");
            hosts.insert_formatted(at, shown);
        }
        Ok(())
    }

    /// `allowed_outbound_hosts` of the components that choose by the tenant.
    fn hosts_of_callers(&mut self) -> Result<Vec<&mut Array>> {
        let components = self.components()?.iter_mut();
        let callers = components.filter(|(_, component)| {
            let variables = component.get("variables");
            variables.is_some_and(|variables| variables.get(OWN_PRICING).is_some())
        });
        callers
            .map(|(id, component)| {
                let hosts = component.get_mut("allowed_outbound_hosts");
                hosts.and_then(Item::as_array_mut).ok_or_else(|| {
                    anyhow!(
                        "spin.toml: [component.{}] has no allowed_outbound_hosts",
                        id.get()
                    )
                })
            })
            .collect()
    }

    fn component(&self, id: &str) -> Result<&dyn TableLike> {
        let component = self.document.get("component").and_then(|all| all.get(id));
        component
            .and_then(Item::as_table_like)
            .with_context(|| format!("spin.toml has no [component.{id}]"))
    }

    fn components(&mut self) -> Result<&mut dyn TableLike> {
        self.document["component"]
            .as_table_like_mut()
            .context("spin.toml has no [component]")
    }

    /// Keeps what is written around the old value.
    fn set(&mut self, id: &str, table: &str, key: &str, new: Item) -> Result<()> {
        let item = self
            .components()?
            .get_mut(id)
            .and_then(|it| it.get_mut(table));
        let item = item.and_then(|table| table.get_mut(key));
        let item =
            item.with_context(|| format!("spin.toml: [component.{id}] has no {table} {key}"))?;
        replace(item, new);
        Ok(())
    }

    fn own_pricing(&self) -> Result<BTreeMap<String, String>> {
        let default = self
            .document
            .get("variables")
            .and_then(|all| all.get(OWN_PRICING));
        let default = default
            .and_then(|variable| variable.get("default"))
            .and_then(Item::as_str);
        let text = default.with_context(|| {
            format!("spin.toml: [variables] has no {OWN_PRICING} with a default; this shop is older than its tool")
        })?;
        text.split_ascii_whitespace()
            .map(|entry| {
                let (tenant, digest) = entry.split_once('=').with_context(|| {
                    format!("spin.toml: [variables] {OWN_PRICING} has `{entry}`, which is no tenant=digest")
                })?;
                Ok((tenant.to_owned(), digest.to_owned()))
            })
            .collect()
    }

    fn set_own_pricing(&mut self, owners: &BTreeMap<String, String>) -> Result<()> {
        let entries: Vec<_> = owners
            .iter()
            .map(|(tenant, digest)| format!("{tenant}={digest}"))
            .collect();
        replace(
            &mut self.document["variables"][OWN_PRICING]["default"],
            value(entries.join(" ")),
        );
        Ok(())
    }
}

/// What callers compare installations by.
pub(super) fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

fn host_of(id: &str) -> String {
    format!("http://{id}.spin.internal")
}

fn dependency(path: &str) -> Item {
    let mut table = toml_edit::InlineTable::new();
    table.insert("path", path.into());
    value(table)
}

fn replace(old: &mut Item, mut new: Item) {
    if let (Some(old), Some(new)) = (old.as_value(), new.as_value_mut()) {
        *new.decor_mut() = old.decor().clone();
    }
    *old = new;
}

/// The line break and what follows it, without a comment that belongs to the line before.
fn indentation(prefix: &str) -> &str {
    prefix.rfind('\n').map_or(prefix, |start| &prefix[start..])
}

/// JSON that is also a Spin template which stands for itself.
///
/// `{{ name }}` in a variable is replaced by another variable's value, which may be a secret, and tenants choose the
/// texts. So no brace of theirs gets there as one, and ours never touch.
fn template_safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    let (mut in_text, mut escaped) = (false, false);
    for c in json.chars() {
        match c {
            '{' if in_text => safe.push_str("\\u007b"),
            '}' if in_text => safe.push_str("\\u007d"),
            '{' | '}' if safe.ends_with(['{', '}']) => safe.extend([' ', c]),
            c => safe.push(c),
        }
        in_text ^= c == '"' && !escaped;
        escaped = in_text && c == '\\' && !escaped;
    }
    safe
}

#[cfg(test)]
mod tests;
