//! The files that a component is made of, and what becomes of them.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::cache::Key;
use crate::compose::{Plug, compose};
use crate::{Error, Manifest};

/// The bytes a component is composed from.
pub(super) struct Sources {
    id: String,
    socket: Vec<u8>,
    plugs: Vec<Plug>,
}

/// Reads the files of the component `id`, which the manifest has.
pub(super) fn read_sources(manifest: &Manifest, id: &str) -> Result<Sources, Error> {
    let Some(component) = manifest.components.get(id) else {
        return Err(Error::Component(format!("component `{id}` does not exist")));
    };
    let socket = read(&component.source, &format!("component `{id}`"))?;
    let mut plugs = Vec::new();
    for dependency in &component.dependencies {
        let user = format!("the dependency `{}` of component `{id}`", dependency.name);
        let Some(file) = manifest.dependency_file(dependency) else {
            continue;
        };
        plugs.push(Plug {
            name: dependency.name.clone(),
            export: dependency.export.clone(),
            inherit: dependency.inherit.clone(),
            bytes: read(file, &user)?,
        });
    }
    Ok(Sources {
        id: id.to_owned(),
        socket,
        plugs,
    })
}

fn read(file: &Path, user: &str) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::Component(format!(
            "{} of {user} does not exist; has it been built?",
            file.display()
        )),
        _ => Error::Component(format!("cannot read {} of {user}: {error}", file.display())),
    })
}

impl Sources {
    /// Equal for equal results of [`compile`](Self::compile).
    pub(super) fn key(&self) -> Key {
        let mut hash = Sha256::new();
        let mut add = |part: &[u8]| {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        };
        add(&self.socket);
        for plug in &self.plugs {
            add(plug.name.as_bytes());
            add(plug.export.as_deref().unwrap_or_default().as_bytes());
            add(format!("{:?}", plug.inherit).as_bytes());
            add(&plug.bytes);
        }
        hash.finalize().into()
    }

    /// Composes and compiles.
    pub(super) fn compile(self, engine: &wasmtime::Engine) -> Result<Vec<u8>, Error> {
        let composed = compose(&self.id, self.socket, self.plugs)?;
        engine.precompile_component(&composed).map_err(|error| {
            let error = format!("{error:#}").replace('\n', " ");
            Error::Component(format!(
                "component `{}` cannot be compiled: {error}",
                self.id
            ))
        })
    }
}
