//! Plugins for the test contract, raw and metered, on wasmtime.

#![allow(dead_code, reason = "each test binary uses its part")]

use metering::{Contract, Limits, Metered, Refusal};
use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Engine, Store};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};

/// What the tests' contract says.
pub const WIT: &str = include_str!("contract.wit");

pub mod metered {
    wasmtime::component::bindgen!({
        path: "tests/support/contract.wit",
        world: "metered",
        additional_derives: [PartialEq],
    });
}

pub mod raw {
    wasmtime::component::bindgen!({
        path: "tests/support/contract.wit",
        world: "plugin",
        additional_derives: [PartialEq],
    });
}

pub use metered::exports::test::sums::engine::{Answer, Failure, Question};

/// The tests' contract.
pub fn contract() -> Contract {
    Contract::parse(&[("contract.wit", WIT)]).unwrap()
}

/// An engine with a meter of its own, so that a test cannot hang whatever ours does.
pub fn engine() -> Engine {
    let mut config = Config::new();
    config
        .consume_fuel(true)
        .cranelift_opt_level(wasmtime::OptLevel::None);
    Engine::new(&config).unwrap()
}

/// A metered plugin in an instance.
pub struct Running {
    pub store: Store<()>,
    plugin: metered::Metered,
}

impl Running {
    pub fn start(engine: &Engine, component: &[u8], host_fuel: u64) -> wasmtime::Result<Self> {
        let component = Component::new(engine, component)?;
        let mut store = Store::new(engine, ());
        store.set_fuel(host_fuel)?;
        let linker = Linker::new(engine);
        let plugin = metered::Metered::instantiate(&mut store, &component, &linker)?;
        Ok(Self { store, plugin })
    }

    pub fn evaluate(&mut self, question: &Question) -> wasmtime::Result<Result<Answer, Failure>> {
        let engine = self.plugin.test_sums_engine();
        engine.call_evaluate(&mut self.store, question)
    }

    pub fn arm(&mut self, budget: u64) {
        let meter = self.plugin.test_sums_meter();
        meter.call_arm(&mut self.store, budget).unwrap();
    }

    pub fn fuel_used(&mut self) -> u64 {
        let meter = self.plugin.test_sums_meter();
        meter.call_fuel_used(&mut self.store).unwrap()
    }
}

/// The plugin as its author would run it.
pub fn raw_component(module: &[u8], wit: &str) -> Vec<u8> {
    let mut resolve = wit_parser::Resolve::default();
    let package = resolve.push_str("contract.wit", wit).unwrap();
    let world = resolve.packages[package].worlds["plugin"];
    let mut module = module.to_vec();
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    let mut encoder = ComponentEncoder::default();
    let encoder = encoder.module(&module).unwrap();
    encoder.validate(true).encode().unwrap()
}

pub fn meter(module: &[u8], limits: &Limits) -> Result<Metered, Refusal> {
    metering::meter(module, &contract(), limits)
}

pub fn question(seed: u64) -> Question {
    Question {
        numbers: vec![3, 4, 5],
        words: vec!["a".to_owned(), "word".to_owned()],
        seed,
    }
}
