//! Attacks that would not come to an end.

use super::Plugin;
use super::programs::{ENDLESS, RECURSIVE};
use crate::support::Failure;

#[test]
fn every_endless_evaluation_runs_out_of_fuel() {
    for (name, fields, attack) in ENDLESS {
        let plugin = Plugin {
            fields,
            attack,
            ..Plugin::default()
        };
        plugin.fails(name, Failure::OutOfFuel);
    }
}

#[test]
fn every_recursion_ends_before_the_hosts_stack_does() {
    for (name, fields, attack) in RECURSIVE {
        let plugin = Plugin {
            fields,
            attack,
            ..Plugin::default()
        };
        plugin.fails(name, Failure::RecursedTooDeep);
    }
}

/// The worst that a frame can hold: as many vectors as may be, all alive across the call.
#[test]
fn the_largest_frames_fit_into_the_hosts_stack() {
    for locals in [1, 10, 100, 1_000] {
        let declared = "v128 ".repeat(locals);
        let set: String = (0..locals)
            .map(|local| format!("(local.set {local} (v128.load (i32.const {})))", local * 16))
            .collect();
        let used: String = (0..locals)
            .map(|local| {
                format!(
                    "(v128.store (i32.const {}) (local.get {local}))",
                    local * 16
                )
            })
            .collect();
        let fields = format!("(func $f (local {declared}) {set} (call $f) {used})");
        let plugin = Plugin {
            fields: &fields,
            attack: "(call $f)",
            ..Plugin::default()
        };
        for stack_units in [4_096, 20_000] {
            let limits = metering::Limits {
                stack_units,
                ..super::limits()
            };
            let metered = crate::support::meter(&plugin.wasm(), &limits).unwrap();
            let engine = crate::support::engine();
            let mut running =
                crate::support::Running::start(&engine, &metered.component, 100_000_000).unwrap();
            let outcome = running.evaluate(&crate::support::question(super::ATTACK));
            assert_eq!(
                outcome.unwrap().unwrap_err(),
                Failure::RecursedTooDeep,
                "{locals} vectors, {stack_units} units"
            );
        }
    }
}

/// Everything that runs outside `evaluate` is paid for as well.
#[test]
fn the_start_function_realloc_and_post_return_are_bounded() {
    let endless = "(loop $l (br $l))";
    let start = "(func $s (loop $l (br $l))) (start $s)";
    let plugins = [
        (
            "start",
            Plugin {
                fields: start,
                ..Plugin::default()
            },
        ),
        (
            "realloc",
            Plugin {
                realloc: endless,
                ..Plugin::default()
            },
        ),
    ];
    for (name, plugin) in plugins {
        let metered = crate::support::meter(&plugin.wasm(), &super::limits()).unwrap();
        let engine = crate::support::engine();
        let mut running =
            crate::support::Running::start(&engine, &metered.component, 20_000_000).unwrap();
        for _ in 0..3 {
            let outcome = running
                .evaluate(&crate::support::question(super::BEHAVE))
                .unwrap();
            assert_eq!(outcome, Err(Failure::OutOfFuel), "{name}");
            assert_eq!(running.fuel_used(), 0, "{name}: not by the evaluation");
        }
    }

    let plugin = Plugin {
        post_return: endless,
        ..Plugin::default()
    };
    for fresh in [true, false] {
        let limits = metering::Limits {
            fresh,
            ..super::limits()
        };
        let metered = crate::support::meter(&plugin.wasm(), &limits).unwrap();
        let engine = crate::support::engine();
        let mut running =
            crate::support::Running::start(&engine, &metered.component, 60_000_000).unwrap();
        for _ in 0..3 {
            let outcome = running
                .evaluate(&crate::support::question(super::BEHAVE))
                .unwrap();
            assert_eq!(outcome.unwrap().total, 0, "fresh: {fresh}");
        }
    }
}
