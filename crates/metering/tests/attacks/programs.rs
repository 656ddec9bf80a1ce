//! Programs that attack the time and the stack of whoever runs them. The end-to-end tests read this file, too.

/// `(what, fields, instructions)`: each runs for ever.
pub const ENDLESS: &[(&str, &str, &str)] = &[
    ("a loop", "", "(loop $l (local.set $i (i32.add (local.get $i) (i32.const 1))) (br $l))"),
    ("a loop with nothing in it", "", "(loop $l (br $l))"),
    ("a loop whose head costs nothing", "", "(loop $l (block) (br $l))"),
    ("a loop that starts with a block", "", "(loop $l (block (block (block))) (br $l))"),
    ("a loop by br_if", "", "(loop $l (br_if $l (i32.const 1)))"),
    ("a loop by br_table", "", "(loop $l (block $b (br_table $b $l $l (i32.const 1))))"),
    ("a loop by br_table's default", "", "(loop $l (block $b (br_table $b $b $l (i32.const 99))))"),
    ("nested loops", "", "(loop $a (loop $b (br_if $b (i32.const 0))) (loop $c (br $a)))"),
    ("an inner loop that leaves to the outer", "", "(loop $a (loop $b (loop $c (br $a))))"),
    ("a loop in an if", "", "(loop $l (if (i32.const 1) (then (br $l)) (else (nop))))"),
    ("a loop in an else", "", "(loop $l (if (i32.const 0) (then (nop)) (else (br $l))))"),
    ("a loop that takes parameters", "", "(i32.const 1) (loop $l (param i32) (result i32) (br $l)) (drop)"),
    ("a loop over a function", "(func $f)", "(loop $l (call $f) (br $l))"),
    ("a loop over an empty function by table",
        "(table funcref (elem $f)) (type $v (func)) (func $f)",
        "(loop $l (call_indirect (type $v) (i32.const 0)) (br $l))"),
    ("a loop of divisions", "", "(loop $l (local.set $n (i64.div_u (i64.const -1) (i64.const 3))) (br $l))"),
    ("a loop of remainders", "", "(loop $l (local.set $n (i64.rem_s (i64.const -1) (i64.const 3))) (br $l))"),
    ("a loop of roots", "", "(loop $l (drop (f64.sqrt (f64.sqrt (f64.sqrt (f64.const 2))))) (br $l))"),
    ("a loop of vector divisions", "",
        "(loop $l (drop (f64x2.div (v128.const i64x2 1 1) (v128.const i64x2 3 3))) (br $l))"),
    ("calls that fan out",
        "(func $a (call $b) (call $b) (call $b) (call $b) (call $b) (call $b) (call $b) (call $b))
         (func $b (call $c) (call $c) (call $c) (call $c) (call $c) (call $c) (call $c) (call $c))
         (func $c (call $d) (call $d) (call $d) (call $d) (call $d) (call $d) (call $d) (call $d))
         (func $d (call $e) (call $e) (call $e) (call $e) (call $e) (call $e) (call $e) (call $e))
         (func $e (call $f) (call $f) (call $f) (call $f) (call $f) (call $f) (call $f) (call $f))
         (func $f (call $g) (call $g) (call $g) (call $g) (call $g) (call $g) (call $g) (call $g))
         (func $g (call $h) (call $h) (call $h) (call $h) (call $h) (call $h) (call $h) (call $h))
         (func $h)",
        "(call $a)"),
    ("filling memory", "", "(loop $l (memory.fill (i32.const 4096) (i32.const 1) (i32.const 65536)) (br $l))"),
    ("filling nothing", "", "(loop $l (memory.fill (i32.const 0) (i32.const 1) (i32.const 0)) (br $l))"),
    ("copying memory", "", "(loop $l (memory.copy (i32.const 1) (i32.const 0) (i32.const 131071)) (br $l))"),
    ("copying a segment", "(data $d \"0123456789abcdef\")",
        "(loop $l (memory.init $d (i32.const 0) (i32.const 0) (i32.const 16)) (br $l))"),
    ("growing memory", "", "(loop $l (drop (memory.grow (i32.const 1))) (br $l))"),
    ("growing memory by nothing", "", "(loop $l (drop (memory.grow (i32.const 0))) (br $l))"),
    ("growing memory by too much", "", "(loop $l (drop (memory.grow (i32.const -1))) (br $l))"),
    // Each load waits for the one before it, and none is where the last was.
    ("chasing pointers that miss the caches", "",
        "(drop (memory.grow (i32.const 32)))
         (loop $l
           (local.set $i (i32.and
             (i32.add (i32.mul (local.get $i) (i32.const 1664525)) (i32.const 1013904223)) (i32.const 0x1ffff8)))
           (local.set $i (i32.add (local.get $i) (i32.load (local.get $i))))
           (br $l))"),
];

/// Recursion: it ends at the limit of the stack, or of fuel where a frame is small.
pub const RECURSIVE: &[(&str, &str, &str)] = &[
    ("a function that calls itself", "(func $f (call $f))", "(call $f)"),
    ("two that call each other", "(func $f (call $g)) (func $g (call $f))", "(call $f)"),
    ("calls by table", "(table funcref (elem $f $g)) (type $v (func))
        (func $f (call_indirect (type $v) (i32.const 1))) (func $g (call_indirect (type $v) (i32.const 0)))",
        "(call $f)"),
    ("recursion after its own returns", "(func $f (param i32) (result i32)
        (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
        (drop (call $f (i32.const 0))) (drop (call $f (i32.const 0)))
        (return (call $f (i32.const 1))))",
        "(drop (call $f (i32.const 1)))"),
    ("large frames", "(func $f (param i64 i64 i64 i64 i64 i64 i64 i64) (local v128 v128 v128 v128 v128 v128)
        (call $f (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4)
          (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)))",
        "(call $f (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4)
          (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8))"),
];
