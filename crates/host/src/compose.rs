//! Composition: a component and its dependencies become one component, matched by the names of imports as in Spin.
//!
//! A dependency gets no rights unless it inherits them. Spin answers its forbidden calls with errors from an adapter;
//! here a dependency that imports something forbidden is refused at start.

use wac_graph::types::Package;
use wac_graph::{CompositionGraph, EncodeOptions, NodeId, PackageId, RegisterPackageError};

use crate::Error;
use crate::manifest::Inherit;

/// What a dependency may import without inheriting anything: no way out, and nothing to read but time and chance.
/// Spin leaves these open too, or answers them emptily.
const HARMLESS: [&str; 5] = [
    "wasi:cli/",
    "wasi:clocks/",
    "wasi:filesystem/",
    "wasi:io/",
    "wasi:random/",
];

/// How the two kinds of WebAssembly files begin.
const COMPONENT: [u8; 8] = *b"\0asm\x0d\0\x01\0";
const MODULE: [u8; 8] = *b"\0asm\x01\0\0\0";

/// A component to be composed into another.
pub(crate) struct Plug {
    pub(crate) name: String,
    pub(crate) export: Option<String>,
    pub(crate) inherit: Inherit,
    /// A component or a core module.
    pub(crate) bytes: Vec<u8>,
}

/// Composes `plugs` into the component `id`. `socket` is its own code.
pub(crate) fn compose(id: &str, socket: Vec<u8>, plugs: Vec<Plug>) -> Result<Vec<u8>, Error> {
    if !socket.starts_with(&COMPONENT) {
        return Err(refuse(id, "is not a WebAssembly component"));
    }
    if plugs.is_empty() {
        return Ok(socket);
    }
    Composition::new(id, socket)?.compose(plugs)
}

struct Composition<'a> {
    id: &'a str,
    graph: CompositionGraph,
    socket: PackageId,
    instance: NodeId,
}

impl<'a> Composition<'a> {
    fn new(id: &'a str, socket: Vec<u8>) -> Result<Self, Error> {
        let mut graph = CompositionGraph::new();
        let socket = Package::from_bytes("main", None, socket, graph.types_mut())
            .map_err(|error| refuse(id, format!("is not a WebAssembly component: {error:#}")))?;
        let socket = graph
            .register_package(socket)
            .map_err(|error| refuse(id, format!("cannot be composed: {error}")))?;
        let instance = graph.instantiate(socket);
        Ok(Self {
            id,
            graph,
            socket,
            instance,
        })
    }

    fn compose(mut self, plugs: Vec<Plug>) -> Result<Vec<u8>, Error> {
        for plug in plugs {
            self.plug_in(plug)?;
        }
        let exports: Vec<_> = self.graph.types()[self.graph[self.socket].ty()]
            .exports
            .keys()
            .cloned()
            .collect();
        for name in exports {
            self.graph
                .alias_instance_export(self.instance, &name)
                .map_err(|error| error.to_string())
                .and_then(|export| {
                    self.graph
                        .export(export, &name)
                        .map_err(|error| error.to_string())
                })
                .map_err(|error| refuse(self.id, format!("cannot export `{name}`: {error}")))?;
        }
        self.graph
            .encode(EncodeOptions::default())
            .map_err(|error| refuse(self.id, format!("cannot be composed: {error}")))
    }

    fn plug_in(&mut self, plug: Plug) -> Result<(), Error> {
        let id = self.id;
        let name = plug.name.as_str();
        let imports: Vec<_> = self.graph.types()[self.graph[self.socket].ty()]
            .imports
            .keys()
            .filter(|import| matches(name, import))
            .cloned()
            .collect();
        if imports.is_empty() {
            return Err(refuse(
                id,
                format!("has the dependency `{name}`, but imports nothing of that name"),
            ));
        }
        let package = self.register(&plug)?;
        self.check_rights(&plug, package)?;
        let instance = self.graph.instantiate(package);
        for import in imports {
            let export = plug.export.as_deref().unwrap_or(&import);
            let export = self
                .graph
                .alias_instance_export(instance, export)
                .map_err(|_| {
                    refuse(
                        id,
                        format!("has the dependency `{name}`, which does not export `{export}`"),
                    )
                })?;
            self.graph.set_instantiation_argument(self.instance, &import, export).map_err(|error| {
                let error = crate::error::one_line(&error);
                refuse(id, format!("has the dependency `{name}`, which does not fit the import `{import}`: {error}"))
            })?;
        }
        Ok(())
    }

    /// Under the name Spin uses, so that what Spin refuses is refused here.
    fn register(&mut self, plug: &Plug) -> Result<PackageId, Error> {
        let (id, name) = (self.id, plug.name.as_str());
        let component = into_component(&plug.bytes).map_err(|error| {
            refuse(
                id,
                format!("has the dependency `{name}`, which is no component: {error}"),
            )
        })?;
        let package_name = name.split(['/', '@']).next().unwrap_or(name);
        let package = Package::from_bytes(package_name, None, component, self.graph.types_mut())
            .map_err(|error| {
                refuse(
                    id,
                    format!("has the dependency `{name}`, which is no component: {error:#}"),
                )
            })?;
        self.graph.register_package(package).map_err(|error| match error {
            RegisterPackageError::PackageAlreadyRegistered { .. } => refuse(
                id,
                format!(
                    "has two dependencies of the package `{package_name}`; Spin composes only one per package, \
                     so each pluggable interface needs a package of its own"
                ),
            ),
        })
    }

    fn check_rights(&self, plug: &Plug, package: PackageId) -> Result<(), Error> {
        let imports = &self.graph.types()[self.graph[package].ty()].imports;
        match imports
            .keys()
            .find(|import| !may_import(&plug.inherit, import))
        {
            None => Ok(()),
            Some(import) => Err(refuse(
                self.id,
                format!(
                    "has the dependency `{}`, which imports `{import}` without inheriting that right",
                    plug.name
                ),
            )),
        }
    }
}

fn refuse(id: &str, problem: impl std::fmt::Display) -> Error {
    Error::Component(format!("component `{id}` {problem}").replace('\n', " "))
}

fn may_import(inherit: &Inherit, import: &str) -> bool {
    if HARMLESS.iter().any(|harmless| import.starts_with(harmless)) {
        return true;
    }
    let right = match import.split('/').next() {
        Some("spin:variables") => "variables",
        Some("spin:key-value") => "key_value_stores",
        Some("spin:postgres" | "wasi:http") => "allowed_outbound_hosts",
        _ => return false,
    };
    match inherit {
        Inherit::Nothing => false,
        Inherit::Everything => true,
        Inherit::Keys(keys) => keys.contains(right),
    }
}

/// Whether the dependency called `name` satisfies `import`. Without a version it fits every version, otherwise
/// exactly one; a package name fits all its interfaces.
fn matches(name: &str, import: &str) -> bool {
    let (name, version) = split_version(name);
    let (import, import_version) = split_version(import);
    (version.is_none() || version == import_version)
        && (name == import
            || (name.contains(':')
                && !name.contains('/')
                && import.split('/').next() == Some(name)))
}

fn split_version(name: &str) -> (&str, Option<&str>) {
    match name.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (name, None),
    }
}

/// A core module that wit-bindgen made says in itself which component it is.
fn into_component(bytes: &[u8]) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(&MODULE) {
        return Ok(bytes.to_vec());
    }
    wit_component::ComponentEncoder::default()
        .validate(true)
        .module(bytes)
        .and_then(|encoder| encoder.encode())
        .map_err(|error| format!("{error:#}"))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_dependency_matches_by_package_interface_and_version() {
        for (name, import, fits) in [
            ("shop:promo/engine@1.0.0", "shop:promo/engine@1.0.0", true),
            ("shop:promo/engine@1.0.0", "shop:promo/engine@1.0.1", false),
            ("shop:promo/engine", "shop:promo/engine@1.0.1", true),
            ("shop:promo", "shop:promo/engine@1.0.1", true),
            ("shop:promo@1.0.1", "shop:promo/engine@1.0.1", true),
            ("shop:promo@1.0.0", "shop:promo/engine@1.0.1", false),
            ("shop:promotions", "shop:promo/engine", false),
            ("greet", "greet", true),
            ("greet", "shop:greet/greet", false),
        ] {
            assert_eq!(matches(name, import), fits, "{name} for {import}");
        }
    }
}
