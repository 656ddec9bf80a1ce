//! What a component sees of Postgres.

use std::sync::Arc;

use wasmtime::AsContextMut;
use wasmtime::component::{Accessor, FutureReader, Resource, StreamReader};

use super::error::query_failed;
use super::lease::Lease;
use super::parameters::{self, Parameter};
use super::rows::Rows;
use crate::bindings::spin::postgres::postgres::{
    Column, DbValue, Error, Host, HostConnection, HostConnectionBuilder,
    HostConnectionBuilderWithStore, HostConnectionWithStore, ParameterValue, RowSet,
};
use crate::instance::{Spin, State};
use crate::stops::{Stop, died};

/// The resource `connection`.
pub struct Connection(Arc<Lease>);

/// The resource `connection-builder`: an address to be.
pub struct ConnectionBuilder(String);

type Rowset = (
    Vec<Column>,
    StreamReader<Vec<DbValue>>,
    FutureReader<Result<(), Error>>,
);

/// A connection and what goes into its statement.
type Prepared = (Arc<Lease>, Vec<Parameter>);

impl Host for State {}

impl HostConnectionBuilder for State {
    fn new(&mut self, address: String) -> wasmtime::Result<Resource<ConnectionBuilder>> {
        Ok(self.table.push(ConnectionBuilder(address))?)
    }

    fn set_ca_root(
        &mut self,
        _: Resource<ConnectionBuilder>,
        _: String,
    ) -> wasmtime::Result<Result<(), Error>> {
        Ok(Err(Error::Other(
            "the local host does not support a root certificate".to_owned(),
        )))
    }

    fn build(
        &mut self,
        _: Resource<ConnectionBuilder>,
    ) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        Ok(Err(only_async("build")))
    }

    fn drop(&mut self, builder: Resource<ConnectionBuilder>) -> wasmtime::Result<()> {
        self.table.delete(builder)?;
        Ok(())
    }
}

impl<T: Send + 'static> HostConnectionBuilderWithStore<T> for Spin {
    async fn build_async(
        accessor: &Accessor<T, Self>,
        builder: Resource<ConnectionBuilder>,
    ) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        let address = accessor
            .with(|mut access| wasmtime::error::Ok(access.get().table.get(&builder)?.0.clone()))?;
        open(accessor, address).await
    }
}

impl HostConnection for State {
    fn open(&mut self, _: String) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        Ok(Err(only_async("open")))
    }

    fn query(
        &mut self,
        _: Resource<Connection>,
        _: String,
        _: Vec<ParameterValue>,
    ) -> wasmtime::Result<Result<RowSet, Error>> {
        Ok(Err(only_async("query")))
    }

    fn execute(
        &mut self,
        _: Resource<Connection>,
        _: String,
        _: Vec<ParameterValue>,
    ) -> wasmtime::Result<Result<u64, Error>> {
        Ok(Err(only_async("execute")))
    }

    fn drop(&mut self, connection: Resource<Connection>) -> wasmtime::Result<()> {
        self.table.delete(connection)?;
        Ok(())
    }
}

impl<T: Send + 'static> HostConnectionWithStore<T> for Spin {
    async fn open_async(
        accessor: &Accessor<T, Self>,
        address: String,
    ) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
        open(accessor, address).await
    }

    async fn query_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
        statement: String,
        values: Vec<ParameterValue>,
    ) -> wasmtime::Result<Result<Rowset, Error>> {
        let (lease, parameters) = match prepare(accessor, &connection, &statement, values)? {
            Ok(prepared) => prepared,
            Err(error) => return Ok(Err(error)),
        };
        if let Some(stop) = stop(accessor, &statement) {
            return Ok(Err(stop_at(stop, &lease, &statement, &parameters).await?));
        }
        let (rows, running) = match lease.query(&statement, &parameters).await {
            Ok(opened) => opened,
            Err(error) => return Ok(Err(query_failed(&error))),
        };
        let opened = Rows::open(rows, running).await;
        accessor.with(|mut access| {
            let rows = StreamReader::new(access.as_context_mut(), opened.rows)?;
            // Rows dropped before their end count as a success, as in Spin.
            let end = async move { wasmtime::error::Ok(opened.end.await.unwrap_or(Ok(()))) };
            let end = FutureReader::new(access.as_context_mut(), end)?;
            Ok(Ok((opened.columns, rows, end)))
        })
    }

    async fn execute_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
        statement: String,
        values: Vec<ParameterValue>,
    ) -> wasmtime::Result<Result<u64, Error>> {
        match prepare(accessor, &connection, &statement, values)? {
            Ok((lease, parameters)) => {
                if let Some(stop) = stop(accessor, &statement) {
                    return Ok(Err(stop_at(stop, &lease, &statement, &parameters).await?));
                }
                let done = lease.execute(&statement, &parameters).await;
                Ok(done.map_err(|error| query_failed(&error)))
            }
            Err(error) => Ok(Err(error)),
        }
    }
}

async fn open<T: Send + 'static>(
    accessor: &Accessor<T, Spin>,
    address: String,
) -> wasmtime::Result<Result<Resource<Connection>, Error>> {
    let component = accessor.with(|mut access| access.get().component.clone());
    let services = component.services.clone();
    match services.pools.open(&address, component).await {
        Ok(lease) => accessor
            .with(|mut access| Ok(Ok(access.get().table.push(Connection(Arc::new(lease)))?))),
        Err(problem) => Ok(Err(Error::ConnectionFailed(problem))),
    }
}

/// The outer error is the guest's misuse of a resource, which traps.
fn prepare<T: Send + 'static>(
    accessor: &Accessor<T, Spin>,
    connection: &Resource<Connection>,
    statement: &str,
    values: Vec<ParameterValue>,
) -> wasmtime::Result<Result<Prepared, Error>> {
    let lease = accessor.with(|mut access| {
        let state = access.get();
        state
            .component
            .services
            .statements
            .record(&state.component.id, statement);
        wasmtime::error::Ok(state.table.get(connection)?.0.clone())
    })?;
    Ok(match parameters::read(values) {
        Ok(parameters) => Ok((lease, parameters)),
        Err(problem) => Err(Error::BadParameter(problem)),
    })
}

/// Whether this statement is the one that a crash test waits for.
fn stop<T: Send + 'static>(accessor: &Accessor<T, Spin>, statement: &str) -> Option<Stop> {
    let component = accessor.with(|mut access| access.get().component.clone());
    let stops = &component.services.options.stops;
    stops.count(&component.id, || statement.to_owned())
}

/// What the component gets instead of an answer, or how its instance ends. The statement is through, and whatever it
/// did is committed, before either.
async fn stop_at(
    stop: Stop,
    lease: &Arc<Lease>,
    statement: &str,
    parameters: &[Parameter],
) -> wasmtime::Result<Error> {
    if stop == Stop::Before {
        return Err(died("before"));
    }
    let done = lease.execute(statement, parameters).await;
    match stop {
        Stop::After => Err(died("after")),
        _ => Ok(done.map_or_else(
            |error| query_failed(&error),
            |_| Error::ConnectionFailed("the connection broke, as asked".to_owned()),
        )),
    }
}

fn only_async(name: &str) -> Error {
    Error::Other(format!(
        "the local host has no `{name}`, use `{name}-async`"
    ))
}
