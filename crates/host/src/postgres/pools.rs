//! One pool per database address, shared by all components of an application.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::config::Host;
use tokio_postgres::{Config, NoTls};

use super::error::no_connection;
use super::lease::Lease;
use crate::error::one_line;
use crate::instance::Component;
use crate::outbound_http::AllowedHosts;

/// Addresses beyond this number are refused: a component must not make pools without bound.
const ADDRESSES: usize = 64;

/// All pools of an application.
pub(crate) struct Pools {
    connections: usize,
    wait: Duration,
    pools: Mutex<HashMap<String, Pool>>,
}

impl Pools {
    /// Pools of `connections` each; whoever waits longer than `wait` for one gets an error.
    pub(crate) fn new(connections: usize, wait: Duration) -> Self {
        Self {
            connections,
            wait,
            pools: Mutex::default(),
        }
    }

    /// A connection to `address`, a `postgres://` URL or a key-value string, if `component` may connect to it;
    /// the error says why there is none.
    pub(super) async fn open(
        &self,
        address: &str,
        component: Arc<Component>,
    ) -> Result<Lease, String> {
        let config: Config = address
            .parse()
            .map_err(|error: tokio_postgres::Error| one_line(&error))?;
        check_allowed(&config, &component.allowed_hosts)?;
        let pool = self.pool(address, config)?;
        let client = pool.get().await.map_err(|error| no_connection(&error))?;
        Ok(Lease::new(client, component))
    }

    /// No pool hands out a connection after this; leases end with their connections.
    pub(crate) fn close(&self) {
        for pool in self
            .pools
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
        {
            pool.close();
        }
    }

    fn pool(&self, address: &str, config: Config) -> Result<Pool, String> {
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pool) = pools.get(address) {
            return Ok(pool.clone());
        }
        if pools.len() >= ADDRESSES {
            return Err(format!(
                "more than {ADDRESSES} database addresses are in use"
            ));
        }
        // Fast: a lease cleans its connection when it ends, and only if there is something to clean.
        let manager_config = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let pool = Pool::builder(Manager::from_config(config, NoTls, manager_config))
            .max_size(self.connections)
            .wait_timeout(Some(self.wait))
            .create_timeout(Some(self.wait))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| one_line(&error))?;
        pools.insert(address.to_owned(), pool.clone());
        Ok(pool)
    }
}

fn check_allowed(config: &Config, allowed: &AllowedHosts) -> Result<(), String> {
    let refused = |what: String| Err(format!("{what} is not in allowed_outbound_hosts"));
    if !config.get_hostaddrs().is_empty() || config.get_hosts().is_empty() {
        return Err("the address must name a host".to_owned());
    }
    let ports = config.get_ports();
    for (at, host) in config.get_hosts().iter().enumerate() {
        // As libpq: one port for all hosts, one for each, or the default.
        let port = ports.get(at).or(ports.first()).copied().unwrap_or(5432);
        match host {
            Host::Tcp(name) if allowed.allows("postgres", name, port) => {}
            Host::Tcp(name) => return refused(format!("postgres://{name}:{port}")),
            #[cfg(unix)]
            Host::Unix(path) => return refused(format!("the Unix socket {}", path.display())),
        }
    }
    Ok(())
}
