//! The price of a call in stack, and the counter that keeps calls from going deeper than the host has room for.

use wasm_encoder::{BlockType, InstructionSink};
use wasmparser::Operator;

use crate::runtime::Runtime;

/// What a call needs besides its values: the return address, saved registers.
const CALL_UNITS: u32 = 4;

/// Units of a function's frame. At worst each local and each operand lives on the host's stack; 16 bytes hold any.
pub(crate) fn frame(locals: u32, operands: u32) -> u32 {
    locals.saturating_add(operands).saturating_add(CALL_UNITS)
}

/// A function without calls takes one frame at most, whatever calls it; it needs no counter.
pub(crate) fn calls(operator: &Operator<'_>) -> bool {
    matches!(
        operator,
        Operator::Call { .. } | Operator::CallIndirect { .. }
    )
}

/// Takes a frame, or gives up.
pub(crate) fn enter(code: &mut InstructionSink<'_>, frame: u32, runtime: &Runtime) {
    let depth = runtime.globals.depth;
    code.global_get(depth)
        .i32_const(frame.cast_signed())
        .i32_add()
        .global_set(depth)
        .global_get(depth)
        .i32_const(runtime.limits.stack_units.cast_signed())
        .i32_gt_u()
        .if_(BlockType::Empty);
    runtime.give_up(code, runtime.failures.recursed_too_deep);
    code.end();
}

/// Gives the frame back.
pub(crate) fn leave(code: &mut InstructionSink<'_>, frame: u32, runtime: &Runtime) {
    let depth = runtime.globals.depth;
    code.global_get(depth)
        .i32_const(frame.cast_signed())
        .i32_sub()
        .global_set(depth);
}
