//! The functions that the host calls. Each sets the budget, calls the plugin, and goes on when the plugin gives up.
//!
//! One evaluation is a round: `realloc` for the arguments, `evaluate`, `post_return`. What fails in one of them is
//! remembered in `reason`, so that the round ends with that failure as its result, and nothing more of the plugin runs
//! before it has been restored. A plugin that cannot be restored stays disabled.

use wasm_encoder::{BlockType, Catch, InstructionSink, ValType};

use crate::Mode;
use crate::guard::at;
use crate::memory::outside;
use crate::plugin::Plugin;
use crate::runtime::{NONE, Runtime, SCRATCH, TAG};

/// `cabi_realloc` for the host: the plugin's, on the errands' budget, and with a look at what it returns.
pub(crate) fn realloc(code: &mut InstructionSink<'_>, plugin: &Plugin<'_>, runtime: &Runtime) {
    const ALIGN: u32 = 2;
    const SIZE: u32 = 3;
    const POINTER: u32 = 4;
    attempt(code, runtime, |code| {
        on_errand(code, runtime, |code| {
            code.call(runtime.functions.prepare)
                .local_get(0)
                .local_get(1)
                .local_get(ALIGN)
                .local_get(SIZE)
                .call(plugin.exports.realloc)
                .local_set(POINTER);
        });
        refuse_misplaced(
            code,
            runtime,
            POINTER,
            |code| {
                code.local_get(ALIGN);
            },
            |code| {
                code.local_get(SIZE);
            },
        );
        code.local_get(POINTER).return_();
    });
    // Nobody will read the argument, so any place does that has room.
    scratch(code, |code| {
        code.local_get(SIZE).i64_extend_i32_u();
    });
    code.i32_const(SCRATCH.cast_signed()).end();
}

/// The locals of [`realloc`] after its parameters.
pub(crate) const REALLOC_LOCALS: [(u32, ValType); 1] = [(1, ValType::I32)];

/// The contract's function: evaluates on the armed budget, and wraps what comes out into `ok` or the failure.
pub(crate) fn evaluate(code: &mut InstructionSink<'_>, plugin: &Plugin<'_>, runtime: &Runtime) {
    let (globals, functions) = (&runtime.globals, &runtime.functions);
    let layout = runtime.contract.result;
    let params = runtime.contract.signature.params().len() as u32;

    code.i64_const(0).global_set(globals.used);
    attempt(code, runtime, |code| {
        on_errand(code, runtime, |code| {
            code.call(functions.prepare);
        });
        code.global_get(globals.budget)
            .global_set(globals.fuel)
            .i32_const(1)
            .global_set(globals.evaluating);
        for param in 0..params {
            code.local_get(param);
        }
        code.call(plugin.exports.evaluate)
            .global_set(globals.returned);
        settle(code, runtime);
        code.global_get(globals.returned).call(functions.guard);

        on_errand(code, runtime, |code| {
            code.call(functions.make_area);
        });
        code.global_get(globals.area)
            .i32_const(0)
            .i32_store8(at(0, 0))
            .global_get(globals.area)
            .i32_const(layout.payload.cast_signed())
            .i32_add()
            .global_get(globals.returned)
            .i32_const(layout.outcome_size.cast_signed())
            .memory_copy(0, 0)
            .global_get(globals.area)
            .return_();
    });
    settle(code, runtime);
    let place = SCRATCH.cast_signed();
    code.i32_const(place)
        .i32_const(1)
        .i32_store8(at(0, 0))
        .i32_const(place)
        .global_get(globals.reason)
        .i32_store8(at(layout.payload, 0))
        .i32_const(place)
        .end();
}

/// Ends the evaluation: what it used is its budget, less what is left and not more than all.
fn settle(code: &mut InstructionSink<'_>, runtime: &Runtime) {
    let globals = &runtime.globals;
    code.global_get(globals.evaluating)
        .if_(BlockType::Empty)
        .global_get(globals.budget)
        .global_get(globals.fuel)
        .i64_const(0)
        .global_get(globals.fuel)
        .i64_const(0)
        .i64_gt_s()
        .select()
        .i64_sub()
        .global_set(globals.used)
        .i32_const(0)
        .global_set(globals.evaluating)
        .end();
}

/// `()`: asks the plugin for room for one result, once. Results of evaluations are written there.
pub(crate) fn make_area(code: &mut InstructionSink<'_>, plugin: &Plugin<'_>, runtime: &Runtime) {
    let area = runtime.globals.area;
    let layout = runtime.contract.result;
    const POINTER: u32 = 0;
    code.global_get(area)
        .if_(BlockType::Empty)
        .return_()
        .end()
        .i32_const(0)
        .i32_const(0)
        .i32_const(layout.align.cast_signed())
        .i32_const(layout.size.cast_signed())
        .call(plugin.exports.realloc)
        .local_set(POINTER);
    refuse_misplaced(
        code,
        runtime,
        POINTER,
        |code| {
            code.i32_const(layout.align.cast_signed());
        },
        |code| {
            code.i32_const(layout.size.cast_signed());
        },
    );
    code.local_get(POINTER).global_set(area).end();
}

/// The locals of [`make_area`].
pub(crate) const AREA_LOCALS: [(u32, ValType); 1] = [(1, ValType::I32)];

/// Ends a round: lets the plugin clean up, or arranges for it to be restored, and fills the budgets up.
pub(crate) fn post_return(code: &mut InstructionSink<'_>, plugin: &Plugin<'_>, runtime: &Runtime) {
    let globals = &runtime.globals;
    if let (false, Some(post_return)) = (runtime.limits.fresh, plugin.exports.post_return) {
        code.block(BlockType::Empty);
        attempt(code, runtime, |code| {
            on_errand(code, runtime, |code| {
                code.global_get(globals.returned).call(post_return);
            });
            // Out of the try, its block, and the block here.
            code.br(if runtime.limits.mode == Mode::Throw {
                2
            } else {
                0
            });
        });
        code.end();
    }
    if runtime.limits.fresh {
        code.i32_const(0).global_set(globals.ready);
    }
    code.global_get(globals.reason)
        .i32_const(NONE)
        .i32_ne()
        .if_(BlockType::Empty);
    if runtime.restorable {
        code.i32_const(NONE)
            .global_set(globals.reason)
            .i32_const(0)
            .global_set(globals.ready);
    } else {
        code.i32_const(runtime.failures.disabled)
            .global_set(globals.reason);
    }
    code.end();
    refill(code, runtime);
    code.end();
}

fn refill(code: &mut InstructionSink<'_>, runtime: &Runtime) {
    let (globals, limits) = (&runtime.globals, runtime.limits);
    code.i64_const(limits.io_fuel.cast_signed())
        .global_set(globals.io_fuel)
        .i64_const(limits.fuel.cast_signed())
        .global_set(globals.budget);
}

/// `arm`: lowers the next evaluation's budget.
pub(crate) fn arm(code: &mut InstructionSink<'_>, runtime: &Runtime) {
    let fuel = runtime.limits.fuel.cast_signed();
    code.local_get(0)
        .i64_const(fuel)
        .local_get(0)
        .i64_const(fuel)
        .i64_lt_u()
        .select()
        .global_set(runtime.globals.budget)
        .end();
}

/// `fuel-used`.
pub(crate) fn fuel_used(code: &mut InstructionSink<'_>, runtime: &Runtime) {
    code.global_get(runtime.globals.used).end();
}

/// Runs `body`, which has to end by leaving, unless the plugin failed before in this round. Code after it runs when the
/// plugin failed, now or before.
fn attempt(
    code: &mut InstructionSink<'_>,
    runtime: &Runtime,
    body: impl FnOnce(&mut InstructionSink<'_>),
) {
    // Whoever traps is not called again.
    if runtime.limits.mode == Mode::Trap {
        body(code);
        return;
    }
    code.block(BlockType::Empty)
        .try_table(BlockType::Empty, [Catch::One { tag: TAG, label: 0 }])
        .global_get(runtime.globals.reason)
        .i32_const(NONE)
        .i32_ne()
        .br_if(1);
    body(code);
    code.end()
        .unreachable()
        .end()
        // The frames that were left by throwing have not given anything back.
        .i32_const(0)
        .global_set(runtime.globals.depth);
}

/// Runs `body` on the budget for what surrounds an evaluation.
fn on_errand(
    code: &mut InstructionSink<'_>,
    runtime: &Runtime,
    body: impl FnOnce(&mut InstructionSink<'_>),
) {
    let (fuel, io_fuel) = (runtime.globals.fuel, runtime.globals.io_fuel);
    code.global_get(io_fuel).global_set(fuel);
    body(code);
    code.global_get(fuel).global_set(io_fuel);
}

/// Gives up when the pointer in a local is not aligned, or what it points to is not in the memory.
fn refuse_misplaced(
    code: &mut InstructionSink<'_>,
    runtime: &Runtime,
    pointer: u32,
    align: impl FnOnce(&mut InstructionSink<'_>),
    size: impl FnOnce(&mut InstructionSink<'_>),
) {
    align(code);
    code.i32_const(1).i32_sub().local_get(pointer).i32_and();
    outside(
        code,
        |code| {
            code.local_get(pointer).i64_extend_i32_u();
        },
        |code| {
            size(code);
            code.i64_extend_i32_u();
        },
    );
    code.i32_or().if_(BlockType::Empty);
    runtime.give_up(code, runtime.failures.aborted);
    code.end();
}

/// Makes sure that `size` bytes have room behind [`SCRATCH`]. An argument larger than the memory may be is fatal.
fn scratch(code: &mut InstructionSink<'_>, size: impl Fn(&mut InstructionSink<'_>)) {
    let start = |code: &mut InstructionSink<'_>| {
        code.i64_const(SCRATCH.into());
    };
    outside(code, start, &size);
    code.if_(BlockType::Empty);
    size(code);
    code.i64_const(16)
        .i64_shr_u()
        .i32_wrap_i64()
        .i32_const(1)
        .i32_add()
        .memory_grow(0)
        .i32_const(-1)
        .i32_eq()
        .if_(BlockType::Empty)
        .unreachable()
        .end()
        .end();
}
