//! Plugins that give up, and what stays fatal.

use wasmtime::Trap;

use super::{ATTACK, BEHAVE, Plugin, limits};
use crate::support::{Failure, Running, engine, meter, question};

#[test]
fn a_panic_is_a_failure_like_any_other() {
    let panics = [
        ("at once", "", "unreachable"),
        (
            "below",
            "(func $f (call $g)) (func $g unreachable)",
            "(call $f)",
        ),
        (
            "in a function without results",
            "(func $f (param i32) (result i64) unreachable)",
            "(drop (call $f (i32.const 1)))",
        ),
        (
            "out of memory",
            "(func $f (if (i32.eq (memory.grow (i32.const 64)) (i32.const -1)) (then unreachable)))",
            "(call $f)",
        ),
    ];
    for (name, fields, attack) in panics {
        let plugin = Plugin {
            fields,
            attack,
            ..Plugin::default()
        };
        plugin.fails(name, Failure::Aborted);
    }
}

/// The host's own traps cannot be caught: they take the instance, and whoever it is composed with. All of them are
/// the plugin's own doing, and end at once.
#[test]
fn real_traps_stay_fatal() {
    let fatal = [
        (
            "a load outside",
            "(drop (i32.load (i32.const -4)))",
            Trap::MemoryOutOfBounds,
        ),
        (
            "a division by zero",
            "(drop (i32.div_u (i32.const 1) (i32.const 0)))",
            Trap::IntegerDivisionByZero,
        ),
        (
            "a truncation of no number",
            "(drop (i32.trunc_f32_s (f32.const nan)))",
            Trap::BadConversionToInteger,
        ),
    ];
    for (name, attack, expected) in fatal {
        let plugin = Plugin {
            attack,
            ..Plugin::default()
        };
        let metered = meter(&plugin.wasm(), &limits()).unwrap();
        let mut running = Running::start(&engine(), &metered.component, 30_000_000).unwrap();
        let trap = running.evaluate(&question(ATTACK)).unwrap_err();
        assert_eq!(trap.downcast_ref::<Trap>(), Some(&expected), "{name}");
    }
}

#[test]
fn memory_ends_at_the_limit() {
    // Grows until it may not, and says how often.
    let attack = "(loop $l
        (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1))
          (then (local.set $n (i64.add (local.get $n) (i64.const 1))) (br $l))))
      (i64.store (i32.const 1024) (local.get $n))";
    let plugin = Plugin {
        attack,
        ..Plugin::default()
    };
    for (pages, granted) in [(2, 0), (3, 1), (64, 62)] {
        let limits = metering::Limits {
            memory_pages: pages,
            ..limits()
        };
        let metered = meter(&plugin.wasm(), &limits).unwrap();
        let mut running = Running::start(&engine(), &metered.component, 30_000_000).unwrap();
        // Restored, it is granted the same again.
        for _ in 0..3 {
            let answer = running.evaluate(&question(ATTACK)).unwrap().unwrap();
            assert_eq!(answer.total, granted, "{pages} pages");
        }
    }
}

#[test]
fn tables_end_at_the_limit() {
    let attack = "(loop $l
        (if (i32.ne (table.grow $t (ref.null func) (i32.const 1)) (i32.const -1))
          (then (local.set $n (i64.add (local.get $n) (i64.const 1))) (br $l))))
      (i64.store (i32.const 1024) (local.get $n))";
    let plugin = Plugin {
        fields: "(table $t 1 funcref)",
        attack,
        ..Plugin::default()
    };
    let limits = metering::Limits {
        table_elements: 100,
        fresh: false,
        ..limits()
    };
    let metered = meter(&plugin.wasm(), &limits).unwrap();
    let mut running = Running::start(&engine(), &metered.component, 30_000_000).unwrap();
    assert_eq!(
        running.evaluate(&question(ATTACK)).unwrap().unwrap().total,
        99
    );

    let endless = "(loop $l (drop (table.grow $t (ref.null func) (i32.const 0))) (br $l))";
    let plugin = Plugin {
        fields: "(table $t 1 funcref)",
        attack: endless,
        ..Plugin::default()
    };
    let metered = meter(&plugin.wasm(), &limits).unwrap();
    let mut running = Running::start(&engine(), &metered.component, 30_000_000).unwrap();
    assert_eq!(
        running.evaluate(&question(ATTACK)).unwrap(),
        Err(Failure::OutOfFuel)
    );
    // A table cannot be restored: the plugin stays disabled, and runs no more.
    for seed in [BEHAVE, ATTACK, BEHAVE] {
        assert_eq!(
            running.evaluate(&question(seed)).unwrap(),
            Err(Failure::Disabled)
        );
        assert_eq!(running.fuel_used(), 0);
    }
}

#[test]
fn writing_tables_in_bulk_is_paid_for() {
    let endless = [
        (
            "fill",
            "(loop $l (table.fill $t (i32.const 0) (ref.null func) (i32.const 1000)) (br $l))",
        ),
        (
            "copy",
            "(loop $l (table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 999)) (br $l))",
        ),
        (
            "init",
            "(loop $l (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 1)) (br $l))",
        ),
    ];
    let fields = "(table $t 1000 funcref) (elem $e func $f) (func $f)";
    for (name, attack) in endless {
        let plugin = Plugin {
            fields,
            attack,
            ..Plugin::default()
        };
        let limits = metering::Limits {
            fresh: false,
            ..limits()
        };
        let metered = meter(&plugin.wasm(), &limits).unwrap();
        let mut running = Running::start(&engine(), &metered.component, 60_000_000).unwrap();
        let outcome = running.evaluate(&question(ATTACK)).unwrap();
        assert_eq!(outcome, Err(Failure::OutOfFuel), "{name}");
    }
}
