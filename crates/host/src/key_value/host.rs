//! What a component sees of its stores.

use wasmtime::AsContextMut;
use wasmtime::component::{Accessor, FutureReader, Resource, StreamReader};

use super::Store;
use crate::bindings::spin::key_value::key_value::{Error, Host, HostStore, HostStoreWithStore};
use crate::instance::{Spin, State};
use crate::stops::{Stop, died};

impl Host for State {}

impl HostStore for State {
    fn drop(&mut self, store: Resource<Store>) -> wasmtime::Result<()> {
        self.table.delete(store)?;
        Ok(())
    }
}

impl<T: Send + 'static> HostStoreWithStore<T> for Spin {
    async fn open(
        accessor: &Accessor<T, Self>,
        label: String,
    ) -> wasmtime::Result<Result<Resource<Store>, Error>> {
        accessor.with(|mut access| {
            let state = access.get();
            if !state.component.key_value_stores.contains(&label) {
                return Ok(Err(Error::AccessDenied));
            }
            match state.component.services.stores.get(&label).cloned() {
                Some(store) => Ok(Ok(state.table.push(store)?)),
                None => Ok(Err(Error::NoSuchStore)),
            }
        })
    }

    async fn get(
        accessor: &Accessor<T, Self>,
        store: Resource<Store>,
        key: String,
    ) -> wasmtime::Result<Result<Option<Vec<u8>>, Error>> {
        let store = find(accessor, &store)?;
        call(accessor, "get", || store.get(&key).map_err(failed))
    }

    async fn set(
        accessor: &Accessor<T, Self>,
        store: Resource<Store>,
        key: String,
        value: Vec<u8>,
    ) -> wasmtime::Result<Result<(), Error>> {
        let store = find(accessor, &store)?;
        call(accessor, "set", || store.set(&key, &value).map_err(failed))
    }

    async fn delete(
        accessor: &Accessor<T, Self>,
        store: Resource<Store>,
        key: String,
    ) -> wasmtime::Result<Result<(), Error>> {
        let store = find(accessor, &store)?;
        call(accessor, "delete", || store.delete(&key).map_err(failed))
    }

    async fn exists(
        accessor: &Accessor<T, Self>,
        store: Resource<Store>,
        key: String,
    ) -> wasmtime::Result<Result<bool, Error>> {
        let store = find(accessor, &store)?;
        call(accessor, "exists", || store.exists(&key).map_err(failed))
    }

    async fn get_keys(
        accessor: &Accessor<T, Self>,
        store: Resource<Store>,
    ) -> wasmtime::Result<(StreamReader<String>, FutureReader<Result<(), Error>>)> {
        let store = find(accessor, &store)?;
        let (keys, result) = match call(accessor, "keys", || store.keys().map_err(failed))? {
            Ok(keys) => (keys, Ok(())),
            Err(error) => (Vec::new(), Err(error)),
        };
        accessor.with(|mut access| {
            let keys = StreamReader::new(access.as_context_mut(), keys)?;
            let result = FutureReader::new(access.as_context_mut(), async move {
                wasmtime::error::Ok(result)
            })?;
            Ok((keys, result))
        })
    }
}

fn find<T: Send + 'static>(
    accessor: &Accessor<T, Spin>,
    store: &Resource<Store>,
) -> wasmtime::Result<Store> {
    accessor.with(|mut access| Ok(access.get().table.get(store)?.clone()))
}

/// Does it, unless a crash test waits for this call.
fn call<T: Send + 'static, A>(
    accessor: &Accessor<T, Spin>,
    name: &str,
    work: impl FnOnce() -> Result<A, Error>,
) -> wasmtime::Result<Result<A, Error>> {
    let component = accessor.with(|mut access| access.get().component.clone());
    let stops = &component.services.options.stops;
    match stops.count(&component.id, || name.to_owned()) {
        None => Ok(work()),
        Some(Stop::Before) => Err(died("before")),
        Some(stop) => {
            let done = work();
            match stop {
                Stop::After => Err(died("after")),
                _ => Ok(done.and(Err(Error::Other(
                    "the answer was lost, as asked".to_owned(),
                )))),
            }
        }
    }
}

fn failed(error: rusqlite::Error) -> Error {
    Error::Other(error.to_string())
}
