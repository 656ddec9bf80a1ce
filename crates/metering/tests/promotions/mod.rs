//! The shop's own contract, and a plugin in Rust that keeps to it.

mod carts;

use std::process::Command;
use std::sync::LazyLock;

use metering::{Contract, Limits, Mode};
use wasmtime::component::{Component, Func, Instance, Linker, Val};
use wasmtime::{Engine, Store};

use crate::support::{engine, raw_component};

/// All of wit/promotions as one text.
static WIT: LazyLock<String> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../wit/promotions");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    files.sort();
    let package = "package spindle:promotions@1.0.0;";
    format!("{package}\n{}", files.join("\n").replace(package, ""))
});

/// The plugin, built by cargo on first use.
static VOLUME: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let target = "wasm32-unknown-unknown";
    let status = Command::new(env!("CARGO"))
        .args(["rustc", "--quiet", "--release", "--target", target])
        // A stack of its own size is what makes a fresh evaluation cheap.
        .args(["-p", "metering-test-volume", "--"])
        .args(["-C", "link-arg=-zstack-size=65536"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(status.success(), "the plugin does not build");
    // CARGO_TARGET_TMPDIR is `tmp` in the target folder.
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .unwrap();
    std::fs::read(
        folder
            .join(target)
            .join("release/metering_test_volume.wasm"),
    )
    .unwrap()
});

fn contract() -> Contract {
    Contract::parse(&[("promotions.wit", &WIT)]).unwrap()
}

/// A component with an `evaluate`, whose types are not known here.
struct Evaluator {
    store: Store<()>,
    instance: Instance,
    evaluate: Func,
}

impl Evaluator {
    fn start(engine: &Engine, component: &[u8], interface: &str) -> Self {
        let component = Component::new(engine, component).unwrap();
        let mut store = Store::new(engine, ());
        store.set_fuel(u64::MAX).unwrap();
        let instance = Linker::new(engine)
            .instantiate(&mut store, &component)
            .unwrap();
        let evaluate = function(&mut store, &instance, interface, "evaluate");
        Self {
            store,
            instance,
            evaluate,
        }
    }

    fn cart(&self, seed: u64) -> Val {
        let ty = self.evaluate.ty(&self.store);
        let (_, cart) = ty.params().next().unwrap();
        carts::arbitrary(&cart, &mut carts::Random(seed))
    }

    fn evaluate(&mut self, cart: Val) -> wasmtime::Result<Val> {
        let mut results = [Val::Bool(false)];
        self.evaluate.call(&mut self.store, &[cart], &mut results)?;
        let [result] = results;
        Ok(result)
    }

    fn fuel_used(&mut self) -> u64 {
        let meter = "spindle:promotions/meter@1.0.0";
        let used = function(&mut self.store, &self.instance, meter, "fuel-used");
        let mut results = [Val::Bool(false)];
        used.call(&mut self.store, &[], &mut results).unwrap();
        match results {
            [Val::U64(fuel)] => fuel,
            other => panic!("{other:?}"),
        }
    }
}

fn function(store: &mut Store<()>, instance: &Instance, interface: &str, name: &str) -> Func {
    let interface = instance
        .get_export_index(&mut *store, None, interface)
        .unwrap();
    let function = instance
        .get_export_index(&mut *store, Some(&interface), name)
        .unwrap();
    instance.get_func(store, function).unwrap()
}

const RULES: &str = "spindle:promotions/rules@1.0.0";
const ENGINE: &str = "spindle:promotions/engine@1.0.0";

#[test]
fn a_good_plugin_gives_the_same_outcomes_metered_and_raw() {
    let engine = engine();
    let mut raw = Evaluator::start(&engine, &raw_component(&VOLUME, &WIT), RULES);
    for (mode, fresh) in [
        (Mode::Throw, true),
        (Mode::Throw, false),
        (Mode::Trap, false),
    ] {
        let limits = Limits {
            mode,
            fresh,
            ..Limits::rust()
        };
        let metered = metering::meter(&VOLUME, &contract(), &limits).unwrap();
        assert_eq!(metered.report.not_restorable, None);
        let mut metered = Evaluator::start(&engine, &metered.component, ENGINE);
        let mut adjustments = 0;
        for seed in 0..40 {
            let cart = raw.cart(seed);
            let expected = raw.evaluate(cart.clone()).unwrap();
            let outcome = metered.evaluate(cart).unwrap();
            adjustments += count(&expected);
            assert_eq!(
                outcome,
                Val::Result(Ok(Some(Box::new(expected)))),
                "cart {seed}"
            );
        }
        assert!(
            adjustments > 100,
            "the carts are too poor: {adjustments} adjustments"
        );
    }
}

#[test]
fn a_description_is_metered_like_an_evaluation() {
    let contract = Contract::parse_world(&[("promotions.wit", &WIT)], "described").unwrap();
    let metered = metering::meter(&VOLUME, &contract, &Limits::rust()).unwrap();
    let engine = Engine::default();
    let component = Component::new(&engine, &metered.component).unwrap();
    let mut store = Store::new(&engine, ());
    let instance = Linker::new(&engine)
        .instantiate(&mut store, &component)
        .unwrap();
    let call = |store: &mut Store<()>, interface, name| {
        let function = function(store, &instance, interface, name);
        let mut results = [Val::Bool(false)];
        function.call(store, &[], &mut results).unwrap();
        let [result] = results;
        result
    };

    let said = call(&mut store, "spindle:promotions/about@1.0.0", "describe");
    let Val::Result(Ok(Some(description))) = said else {
        panic!("{said:?}");
    };
    let Val::Record(fields) = *description else {
        panic!("{description:?}");
    };
    assert_eq!(fields[0].1, Val::String("volume".to_owned()));
    let used = call(&mut store, "spindle:promotions/meter@1.0.0", "fuel-used");
    assert!(matches!(used, Val::U64(fuel) if fuel > 100), "{used:?}");
}

fn count(outcome: &Val) -> usize {
    let Val::Record(fields) = outcome else {
        panic!("{outcome:?}");
    };
    match &fields[0] {
        (_, Val::List(adjustments)) => adjustments.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_cart_costs_the_same_fuel_in_every_instance() {
    let metered = metering::meter(&VOLUME, &contract(), &Limits::rust()).unwrap();
    let engines = [
        engine(),
        Engine::new(wasmtime::Config::new().consume_fuel(true)).unwrap(),
    ];
    let used = engines.each_ref().map(|engine| {
        let mut instance = Evaluator::start(engine, &metered.component, ENGINE);
        let carts = [1, 2, 3, 2, 1].map(|seed| instance.cart(seed));
        carts.map(|cart| {
            instance.evaluate(cart).unwrap();
            instance.fuel_used()
        })
    });
    // With a compiler that optimizes and one that does not.
    assert_eq!(used[0], used[1]);
    let [a, b, c, b_again, a_again] = used[0];
    assert_eq!((a, b), (a_again, b_again));
    assert!(a > 1_000 && b > 1_000 && c > 1_000, "{used:?}");
}

/// `engine` is what a shop asks for; a raw plugin does not have it.
#[test]
fn a_raw_plugin_cannot_take_a_metered_ones_place() {
    let engine = engine();
    let raw = Component::new(&engine, raw_component(&VOLUME, &WIT)).unwrap();
    let metered = metering::meter(&VOLUME, &contract(), &Limits::rust()).unwrap();
    let metered = Component::new(&engine, &metered.component).unwrap();

    let exports = |component: &Component| -> Vec<String> {
        let ty = component.component_type();
        ty.exports(&engine)
            .map(|(name, _)| name.to_owned())
            .collect()
    };
    assert_eq!(exports(&raw), [RULES]);
    assert_eq!(
        exports(&metered),
        [ENGINE, "spindle:promotions/meter@1.0.0"]
    );
    assert_eq!(metered.component_type().imports(&engine).count(), 0);
}

#[test]
fn a_contract_that_is_none_says_so() {
    for (old, new, said) in [
        ("world plugin", "world plugins", "it has no world `plugin`"),
        (
            "out-of-fuel,",
            "out-of-time,",
            "its failure has no case `out-of-fuel`",
        ),
        (
            "fuel-used: func() -> u64",
            "fuel-used: func() -> u32",
            "`fuel-used` of `meter` has another type",
        ),
        ("arm: func", "load: func", "`meter` has no function `arm`"),
        (
            "export rules;",
            "export rules; export meter;",
            "the world `plugin` exports more or less than one interface",
        ),
    ] {
        assert!(WIT.contains(old), "{old}");
        let error = Contract::parse(&[("promotions.wit", &WIT.replace(old, new))])
            .err()
            .unwrap();
        assert_eq!(
            error.to_string(),
            format!("the contract cannot be used: {said}")
        );
    }
    assert!(Contract::parse(&[("promotions.wit", "no wit")]).is_err());
}
