//! What is not even metered.

use metering::{Limits, Refusal, State};

use super::{Plugin, limits};
use crate::support::{WIT, contract, meter, raw_component};

fn refusal(wasm: &[u8], limits: &Limits) -> Refusal {
    match meter(wasm, limits) {
        Ok(_) => panic!("it was taken"),
        Err(refusal) => refusal,
    }
}

fn with(fields: &str) -> Vec<u8> {
    Plugin {
        fields,
        ..Plugin::default()
    }
    .wasm()
}

#[test]
fn imports_are_refused_by_name() {
    let wasm = with("").len();
    assert!(wasm > 0);
    let function = r#"(module (import "wasi_snapshot_preview1" "fd_write" (func)))"#;
    let memory = r#"(module (import "env" "memory" (memory 1)))"#;
    let component = r#"(component (import "wasi:io/poll@0.2.6" (instance (export "f" (func)))))"#;
    let lone = r#"(component (import "now" (func)) (core module))"#;
    let nested = r#"(component (component (import "now" (func))) (core module) (core module))"#;
    for (text, name) in [
        (function, "wasi_snapshot_preview1/fd_write"),
        (memory, "env/memory"),
        (component, "wasi:io/poll@0.2.6"),
        (lone, "now"),
    ] {
        let name = name.to_owned();
        assert_eq!(
            refusal(&wat::parse_str(text).unwrap(), &limits()),
            Refusal::Import { name }
        );
    }
    let wasm = wat::parse_str(nested).unwrap();
    assert_eq!(refusal(&wasm, &limits()), Refusal::Modules { count: 2 });
    let wasm = wat::parse_str("(component)").unwrap();
    assert_eq!(refusal(&wasm, &limits()), Refusal::Modules { count: 0 });
}

#[test]
fn a_component_with_one_module_is_taken_like_the_module() {
    let module = with("");
    let component = raw_component(&module, WIT);
    let (a, b) = (
        meter(&module, &limits()).unwrap(),
        meter(&component, &limits()).unwrap(),
    );
    assert_eq!(a.component, b.component);
    assert_ne!(a.report.plugin_sha256, b.report.plugin_sha256);
    assert_eq!(a.report.component_sha256, b.report.component_sha256);
    assert_eq!((a.report.functions, a.report.initial_pages), (3, 2));
}

#[test]
fn what_is_metered_is_no_plugin_any_more() {
    let metered = meter(&with(""), &limits()).unwrap();
    let name = "test:sums/rules@1.0.0#evaluate".to_owned();
    let refused = refusal(
        &metered.component,
        &Limits {
            fresh: false,
            ..limits()
        },
    );
    assert!(
        matches!(&refused, Refusal::Missing { name: missing, .. } if *missing == name)
            || matches!(refused, Refusal::Malformed { .. }),
        "{refused}"
    );
}

/// Left out of [`with`]: what the contract needs, or of another type.
#[test]
fn another_world_is_refused() {
    let wasm = wat::parse_str(r#"(module (memory (export "memory") 1))"#).unwrap();
    assert_eq!(
        refusal(&wasm, &limits()).to_string(),
        "it does not export the function `test:sums/rules@1.0.0#evaluate`; was it built for the world `plugin`?"
    );
    let wasm = wat::parse_str(
        r#"(module (memory (export "memory") 1)
          (func (export "test:sums/rules@1.0.0#evaluate") (param i32) (result i32) (i32.const 0)))"#,
    );
    assert_eq!(
        refusal(&wasm.unwrap(), &limits()).to_string(),
        "the function `test:sums/rules@1.0.0#evaluate` has another type than the contract's"
    );
    let initialize = with(r#"(func (export "_initialize"))"#);
    assert_eq!(refusal(&initialize, &limits()), Refusal::Initialize);
    for text in ["", r#"(memory 1)"#] {
        let wasm = wat::parse_str(format!(
            r#"(module {text}
              (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 0))
              (func (export "test:sums/rules@1.0.0#evaluate") (param i32 i32 i32 i32 i64) (result i32)
                (i32.const 0)))"#
        ));
        assert!(matches!(
            refusal(&wasm.unwrap(), &limits()),
            Refusal::Missing { kind: "memory", .. }
        ));
    }
}

/// Whatever could get around the metering, or that nobody has put a price on.
#[test]
fn features_outside_the_list_are_refused() {
    for (fields, reason) in [
        ("(tag)", "exceptions"),
        (
            "(tag $e) (func (block $b (try_table (catch $e $b))))",
            "exceptions",
        ),
        ("(func $f return_call $f)", "tail calls"),
        ("(memory $other 1)", "multi"),
        ("(table i64 1 funcref)", "memory64"),
        ("(func (drop (i32.atomic.load (i32.const 0))))", "threads"),
        ("(type (struct))", "gc"),
        (
            "(func (drop (i32x4.relaxed_trunc_f32x4_s (v128.const i64x2 0 0))))",
            "relaxed",
        ),
        (
            "(global i32 (i32.add (i32.const 1) (i32.const 2)))",
            "constant",
        ),
    ] {
        let refusal = refusal(&with(fields), &limits());
        let Refusal::Malformed { reason: said } = &refusal else {
            panic!("{fields}: {refusal}");
        };
        assert!(said.contains(reason), "{fields}: {said}");
    }
}

#[test]
fn sizes_are_refused_by_number() {
    let wasm = with("(func (local i64 i64 i64)) (table 11 funcref)");
    let bytes = wasm.len();
    let rows = [
        (
            Limits {
                upload_bytes: bytes - 1,
                ..limits()
            },
            format!("the file has {bytes} bytes, and may have {}", bytes - 1),
        ),
        (
            Limits {
                functions: 3,
                ..limits()
            },
            "it has 4 functions, and may have 3".to_owned(),
        ),
        (
            Limits {
                locals: 2,
                ..limits()
            },
            "function 0 has 3 parameters and locals, and may have 2".to_owned(),
        ),
        (
            Limits {
                function_bytes: 3,
                ..limits()
            },
            "function 0 has 4 bytes of code, and may have 3".to_owned(),
        ),
        (
            Limits {
                stack_units: 6,
                ..limits()
            },
            "function 0 has 7 units of stack, and may have 6".to_owned(),
        ),
        (
            Limits {
                table_elements: 10,
                ..limits()
            },
            "it has 11 initial table elements, and may have 10".to_owned(),
        ),
        (
            Limits {
                memory_pages: 1,
                ..limits()
            },
            "it has 2 pages of initial memory, and may have 1".to_owned(),
        ),
        (
            Limits {
                memory_pages: 65_536,
                ..limits()
            },
            "the limit memory_pages is 65536, and can be at most 65535".to_owned(),
        ),
    ];
    for (limits, said) in rows {
        assert_eq!(refusal(&wasm, &limits).to_string(), said);
    }
    let values = with(&format!("(type (func (result {})))", "i32 ".repeat(101)));
    let said = "it has 101 parameters or results in a type, and may have 100";
    assert_eq!(refusal(&values, &limits()).to_string(), said);
    let tables = with("(table 1 funcref) (table 1 funcref)");
    assert_eq!(
        refusal(&tables, &limits()).to_string(),
        "it has 2 tables, and may have 1"
    );
}

#[test]
fn a_fresh_plugin_has_to_be_restorable() {
    let long = format!("(data (i32.const 0) \"{}\")", "x".repeat(1024 * 1024 + 1));
    let large = Limits {
        upload_bytes: 2 * 1024 * 1024,
        ..limits()
    };
    for (fields, state) in [
        (
            "(table 1 funcref) (func (table.set (i32.const 0) (ref.null func)))",
            State::Table { function: 0 },
        ),
        (
            "(func) (data $d \"x\") (func (data.drop $d))",
            State::Dropped { function: 1 },
        ),
        (
            "(data $d (i32.const 0) \"x\") (func (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1)))",
            State::Dropped { function: 0 },
        ),
        (
            &long,
            State::Data {
                bytes: 1024 * 1024 + 1,
                most: 1024 * 1024,
            },
        ),
    ] {
        let wasm = with(fields);
        assert_eq!(refusal(&wasm, &large), Refusal::NotRestorable(state));
        let limits = Limits {
            fresh: false,
            ..large
        };
        let metered = metering::meter(&wasm, &contract(), &limits).unwrap();
        assert_eq!(metered.report.not_restorable, Some(state.to_string()));
    }
    let outside = with("(data (i32.const 131071) \"xy\")");
    assert_eq!(refusal(&outside, &limits()), Refusal::Data { segment: 0 });
}

/// A file with any byte changed, cut off or doubled is metered or refused, and never a panic.
#[test]
fn damaged_files_are_refused_or_harmless() {
    let module = with(
        "(data (i32.const 8) \"data\") (table funcref (elem $f)) (func $f (loop $l (br_if $l (i32.const 0))))",
    );
    let (mut taken, mut refused) = (0, 0);
    for bytes in [raw_component(&module, WIT), module] {
        let mut check = |bytes: &[u8]| match meter(bytes, &limits()) {
            Ok(_) => taken += 1,
            Err(_) => refused += 1,
        };
        for at in 0..bytes.len() {
            for value in [
                0x00,
                0x01,
                0x7f,
                0x80,
                0xff,
                bytes[at] ^ 0x20,
                bytes[at].wrapping_add(1),
            ] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                check(&damaged);
            }
            check(&bytes[..at]);
            check(&[&bytes[..at], &bytes[at.saturating_sub(3)..]].concat());
        }
    }
    assert!(
        taken > 100 && refused > 1000,
        "{taken} taken, {refused} refused"
    );
}
