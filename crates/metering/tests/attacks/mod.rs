//! Plugins that attack, one row each. All are written by hand: compilers would not.

mod endings;
mod programs;
mod refused;
mod results;
mod state;
mod time;

use metering::{Limits, Mode};

use crate::support::{Failure, Running, engine, meter, question};

/// Small, so that reaching a limit takes no time.
pub fn limits() -> Limits {
    Limits {
        fuel: 1_000_000,
        io_fuel: 200_000,
        ..Limits::rust()
    }
}

/// What our meter's unit can cost at most on wasmtime's, for instructions of one kind.
const HOST_FUEL_PER_FUEL: u64 = 30;

/// Attacks in evaluations with this seed.
pub const ATTACK: u64 = 1;
/// And behaves in those with this.
pub const BEHAVE: u64 = 0;

/// A plugin with a bump allocator that answers 24 zero bytes: total 0, no parts, no notes.
/// `$attack` runs first in evaluations that shall attack.
#[derive(Default)]
pub struct Plugin<'a> {
    /// Fields of the module: types, tables, globals, functions.
    pub fields: &'a str,
    /// Instructions of an evaluation that attacks. They may leave a pointer to a result, by `return`.
    pub attack: &'a str,
    /// Instructions at the start of `cabi_realloc`.
    pub realloc: &'a str,
    /// Instructions of the post-return.
    pub post_return: &'a str,
}

impl Plugin<'_> {
    pub fn wasm(&self) -> Vec<u8> {
        let Self {
            fields,
            attack,
            realloc,
            post_return,
        } = self;
        let text = format!(
            r#"(module
  (memory (export "memory") 2)
  (global $heap (mut i32) (i32.const 4096))
  {fields}
  (func (export "cabi_realloc") (param $old i32) (param $size i32) (param $align i32) (param $new i32) (result i32)
    (local $at i32)
    {realloc}
    (local.set $at (i32.and (i32.add (global.get $heap) (i32.const 7)) (i32.const -8)))
    (global.set $heap (i32.add (local.get $at) (local.get $new)))
    (local.get $at))
  (func (export "test:sums/rules@1.0.0#evaluate") (param i32 i32 i32 i32 i64) (result i32)
    (local $i i32) (local $n i64)
    (if (i64.eq (local.get 4) (i64.const 1)) (then {attack}))
    (i32.const 1024))
  (func (export "cabi_post_test:sums/rules@1.0.0#evaluate") (param i32)
    {post_return}))"#
        );
        wat::parse_str(text).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Meters it, attacks, and behaves afterwards.
    ///
    /// With exceptions the attack ends in `failure`, having used no more than its budget, and the next evaluation in
    /// the same instance is as if nothing had been. Without, it ends in our trap.
    pub fn fails(&self, name: &str, failure: Failure) {
        let throwing = meter(&self.wasm(), &limits()).unwrap();
        let host_fuel = (limits().fuel + limits().io_fuel) * HOST_FUEL_PER_FUEL;
        let mut running = Running::start(&engine(), &throwing.component, host_fuel).unwrap();
        for _ in 0..2 {
            running.store.set_fuel(host_fuel).unwrap();
            let attacked = running.evaluate(&question(ATTACK));
            let attacked = attacked.unwrap_or_else(|trap| panic!("{name}: {trap:?}"));
            assert_eq!(attacked.unwrap_err(), failure, "{name}");
            assert!(running.fuel_used() <= limits().fuel, "{name}");
            let behaved = running.evaluate(&question(BEHAVE)).unwrap();
            assert_eq!(behaved.unwrap().total, 0, "{name}");
        }

        let limits = Limits {
            mode: Mode::Trap,
            ..limits()
        };
        let trapping = meter(&self.wasm(), &limits).unwrap();
        let mut running = Running::start(&engine(), &trapping.component, host_fuel).unwrap();
        let trap = running.evaluate(&question(ATTACK)).unwrap_err();
        let trap = trap.downcast_ref::<wasmtime::Trap>();
        assert_eq!(
            trap,
            Some(&wasmtime::Trap::UnreachableCodeReached),
            "{name}"
        );
    }
}
