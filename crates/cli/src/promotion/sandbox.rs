//! Running a metered component on this machine: the same bytes that a shop runs, with nothing to call.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, Func, Instance, Linker, Type, Val};
use wasmtime::{Engine, ResourceLimiter, Store};

const ABOUT: &str = "spindle:promotions/about@1.0.0";
const ENGINE: &str = "spindle:promotions/engine@1.0.0";
const METER: &str = "spindle:promotions/meter@1.0.0";

/// A component in an instance of its own.
pub(super) struct Sandbox {
    store: Store<Peak>,
    instance: Instance,
}

/// How one call went.
pub(super) struct Run {
    /// What the function returned: a `result`.
    pub result: Val,
    pub fuel: u64,
    /// The most linear memory there was.
    pub memory_bytes: usize,
    pub time: Duration,
}

impl Sandbox {
    pub(super) fn start(component: &[u8]) -> Result<Self> {
        let engine = Engine::default();
        let component = Component::new(&engine, component)
            .map_err(|error| anyhow!("the metered component does not compile: {error:#}"))?;
        for (name, item) in component.component_type().imports(&engine) {
            // `described` names the failures of `engine`, a type. There is nothing to call.
            if !only_types(&engine, &item.ty) {
                bail!("the metered component imports `{name}`");
            }
        }
        let mut store = Store::new(&engine, Peak::default());
        store.limiter(|peak| peak);
        let instance = Linker::new(&engine)
            .instantiate(&mut store, &component)
            .map_err(|error| anyhow!("the metered component does not start: {error:#}"))?;
        Ok(Self { store, instance })
    }

    /// The type of a cart.
    pub(super) fn cart_type(&mut self) -> Result<Type> {
        let evaluate = self.function(ENGINE, "evaluate")?;
        let ty = evaluate.ty(&self.store);
        let cart = ty.params().next().map(|(_, ty)| ty);
        cart.context("`evaluate` takes no cart")
    }

    /// Lowers what the next call may use.
    pub(super) fn arm(&mut self, budget: u64) -> Result<()> {
        let arm = self.function(METER, "arm")?;
        arm.call(&mut self.store, &[Val::U64(budget)], &mut [])
            .map_err(|error| anyhow!("{error:#}"))
    }

    pub(super) fn evaluate(&mut self, cart: Val) -> Result<Run> {
        self.call(ENGINE, "evaluate", &[cart])
    }

    pub(super) fn describe(&mut self) -> Result<Run> {
        self.call(ABOUT, "describe", &[])
    }

    fn call(&mut self, interface: &str, name: &str, arguments: &[Val]) -> Result<Run> {
        let function = self.function(interface, name)?;
        let mut results = [Val::Bool(false)];
        let start = Instant::now();
        function
            .call(&mut self.store, arguments, &mut results)
            .map_err(|error| anyhow!("`{name}` trapped: {}", error.root_cause()))?;
        let time = start.elapsed();
        let [result] = results;
        Ok(Run {
            result,
            fuel: self.fuel_used()?,
            memory_bytes: self.store.data().bytes,
            time,
        })
    }

    fn fuel_used(&mut self) -> Result<u64> {
        let used = self.function(METER, "fuel-used")?;
        let mut results = [Val::Bool(false)];
        used.call(&mut self.store, &[], &mut results)
            .map_err(|error| anyhow!("{error:#}"))?;
        match results {
            [Val::U64(fuel)] => Ok(fuel),
            _ => bail!("`fuel-used` returns no number"),
        }
    }

    fn function(&mut self, interface: &str, name: &str) -> Result<Func> {
        let interface_index = self
            .instance
            .get_export_index(&mut self.store, None, interface);
        interface_index
            .and_then(|index| {
                self.instance
                    .get_export_index(&mut self.store, Some(&index), name)
            })
            .and_then(|index| self.instance.get_func(&mut self.store, index))
            .with_context(|| format!("the component does not export `{name}` of {interface}"))
    }
}

fn only_types(engine: &Engine, item: &ComponentItem) -> bool {
    match item {
        ComponentItem::Type(_) => true,
        ComponentItem::ComponentInstance(instance) => {
            let mut exports = instance.exports(engine);
            exports.all(|(_, export)| only_types(engine, &export.ty))
        }
        _ => false,
    }
}

/// Watches the memory. What it may be is metered already.
#[derive(Default)]
struct Peak {
    bytes: usize,
}

impl ResourceLimiter for Peak {
    fn memory_growing(
        &mut self,
        _: usize,
        desired: usize,
        _: Option<usize>,
    ) -> wasmtime::Result<bool> {
        self.bytes = self.bytes.max(desired);
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        Ok(true)
    }
}
