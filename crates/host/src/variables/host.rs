//! `spin:variables@3.0.0`: what a component sees of its own `variables` table.

use wasmtime::component::Accessor;

use crate::bindings::spin::variables::variables::{Error, Host, HostWithStore};
use crate::instance::{Spin, State};

impl Host for State {}

impl<T: Send + 'static> HostWithStore<T> for Spin {
    async fn get(
        accessor: &Accessor<T, Self>,
        name: String,
    ) -> wasmtime::Result<Result<String, Error>> {
        Ok(accessor.with(|mut access| {
            let variables = &access.get().component.variables;
            let undefined = || Error::Undefined(format!("no variable `{name}` for this component"));
            variables.get(&name).cloned().ok_or_else(undefined)
        }))
    }
}
