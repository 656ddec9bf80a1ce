//! `spin.toml` as this host understands it. Whatever it does not understand is refused by name, never ignored.
//!
//! Not here: what the variables are worth (`variables`) and what is in the `.wasm` files (`compose`, `engine`).

mod check;
mod keys;
mod read;
mod read_component;
mod route;
mod runtime_config;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub(crate) use route::RouteMatch;
pub use route::{Pattern, Route};
pub(crate) use runtime_config::RuntimeConfig;
pub use template::Template;

use crate::Error;

/// A `spin.toml` that has been read and checked.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The folder that holds `spin.toml`; absolute. Relative paths start here.
    pub folder: PathBuf,
    /// `[application] name`.
    pub name: String,
    /// `[variables]`.
    pub variables: BTreeMap<String, Variable>,
    /// `[[trigger.http]]`, in their order.
    pub triggers: Vec<Trigger>,
    /// `[component.<id>]`.
    pub components: BTreeMap<String, Component>,
}

/// One entry of `[variables]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// The value when nobody gives one; `None` means it is required.
    pub default: Option<String>,
    /// A secret's value never appears in a message.
    pub secret: bool,
}

/// One `[[trigger.http]]`.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// Where it listens.
    pub route: Route,
    /// The id of the component that answers.
    pub component: String,
}

/// One `[component.<id>]`.
#[derive(Debug, Clone)]
pub struct Component {
    /// The `.wasm` file; absolute.
    pub source: PathBuf,
    /// What `spin:variables` answers, as templates over the application's variables.
    pub variables: BTreeMap<String, Template>,
    /// Where it may connect to.
    pub allowed_outbound_hosts: Vec<Template>,
    /// The labels it may open with `spin:key-value`.
    pub key_value_stores: BTreeSet<String>,
    /// The components composed into it.
    pub dependencies: Vec<Dependency>,
    /// How its source is built.
    pub build: Option<Build>,
}

/// One entry of `[component.<id>.dependencies]`.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// The import it satisfies: `name`, `namespace:package[@version]` or `namespace:package/interface[@version]`.
    pub name: String,
    /// Where it comes from.
    pub source: DependencySource,
    /// The export to use when it is not called like the import.
    pub export: Option<String>,
    /// Which of its user's rights it has.
    pub inherit: Inherit,
}

/// Where a dependency comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DependencySource {
    /// A `.wasm` file; absolute.
    Path(PathBuf),
    /// Another component of this manifest.
    Component(String),
}

/// The value of `inherit_configuration`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inherit {
    /// `false` or absent: no rights at all.
    Nothing,
    /// `true`: every right of its user.
    Everything,
    /// The rights named.
    Keys(BTreeSet<String>),
}

/// `[component.<id>.build]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// Shell commands, run in order.
    pub commands: Vec<String>,
    /// Where they run; absolute.
    pub folder: PathBuf,
    /// Globs of the sources, for tools that watch; relative to `folder`.
    pub watch: Vec<String>,
}

impl Manifest {
    /// Reads and checks a `spin.toml`, or the one in the folder that `path` names.
    ///
    /// # Errors
    /// [`Error::Manifest`] names the component and key of the first thing that is wrong or not supported.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = if path.is_dir() {
            path.join("spin.toml")
        } else {
            path.to_owned()
        };
        let unreadable =
            |error| Error::Manifest(format!("cannot read {}: {error}", file.display()));
        let text = std::fs::read_to_string(&file).map_err(unreadable)?;
        let file = file.canonicalize().map_err(unreadable)?;
        let folder = file.parent().unwrap_or(Path::new("/")).to_owned();
        let manifest = read::read(&text, folder)?;
        check::check(&manifest)?;
        Ok(manifest)
    }

    /// The ids of the components that have a trigger, sorted. Only these are loaded.
    pub fn triggered(&self) -> BTreeSet<&str> {
        self.triggers
            .iter()
            .map(|trigger| trigger.component.as_str())
            .collect()
    }

    /// The `.wasm` file behind a dependency.
    pub(crate) fn dependency_file<'a>(&'a self, dependency: &'a Dependency) -> Option<&'a Path> {
        match &dependency.source {
            DependencySource::Path(path) => Some(path),
            DependencySource::Component(id) => self
                .components
                .get(id)
                .map(|component| component.source.as_path()),
        }
    }
}
