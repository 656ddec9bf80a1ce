//! Brings a plugin (back) to its initial state.
//!
//! Data segments become passive, and are copied in here: before the first evaluation, after a failure, and for
//! fresh plugins after every evaluation. All of the memory that exists is cleared, also what the plugin has not been
//! granted: it could have hidden something there.

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{BlockType, Function, InstructionSink};
use wasmparser::{DataKind, Operator};

use crate::Refusal;
use crate::encode::encoding;
use crate::plugin::Plugin;
use crate::refusal::malformed;
use crate::runtime::Runtime;

/// `()`: initializes the plugin, unless it is. Runs its start function, so it may give up.
pub(crate) fn prepare(
    function: &mut Function,
    plugin: &Plugin<'_>,
    runtime: &Runtime,
) -> Result<(), Refusal> {
    let globals = &runtime.globals;
    let mut code = function.instructions();
    code.global_get(globals.ready)
        .if_(BlockType::Empty)
        .return_()
        .end();
    if runtime.restorable {
        clear(&mut code, runtime);
        copy_data(&mut code, plugin)?;
        set_globals(function, plugin)?;
        function
            .instructions()
            .i32_const(initial_pages(plugin))
            .global_set(globals.pages)
            .i32_const(0)
            .global_set(globals.area);
    }
    let mut code = function.instructions();
    code.i32_const(1).global_set(globals.ready);
    if let Some(start) = plugin.start {
        code.call(start);
    }
    code.end();
    Ok(())
}

/// At most 65,535: the limit of pages is.
pub(crate) fn initial_pages(plugin: &Plugin<'_>) -> i32 {
    i32::try_from(plugin.memory.initial).unwrap_or(i32::MAX)
}

/// A memory that nobody has written to is clear.
fn clear(code: &mut InstructionSink<'_>, runtime: &Runtime) {
    let dirty = runtime.globals.dirty;
    code.global_get(dirty)
        .if_(BlockType::Empty)
        .i32_const(0)
        .i32_const(0)
        .memory_size(0)
        .i32_const(16)
        .i32_shl()
        .memory_fill(0)
        .end()
        .i32_const(1)
        .global_set(dirty);
}

fn copy_data(code: &mut InstructionSink<'_>, plugin: &Plugin<'_>) -> Result<(), Refusal> {
    for (index, segment) in (0_u32..).zip(&plugin.data) {
        let DataKind::Active { offset_expr, .. } = &segment.kind else {
            continue;
        };
        let offset = offset_expr
            .get_operators_reader()
            .read()
            .map_err(malformed)?;
        let Operator::I32Const { value: offset } = offset else {
            return Err(Refusal::Data {
                segment: index as usize,
            });
        };
        // Checked to fit into the memory.
        let len = i32::try_from(segment.data.len()).unwrap_or(i32::MAX);
        code.i32_const(offset)
            .i32_const(0)
            .i32_const(len)
            .memory_init(0, index);
    }
    Ok(())
}

/// Constants are one instruction each: the extended ones are not among the features.
fn set_globals(function: &mut Function, plugin: &Plugin<'_>) -> Result<(), Refusal> {
    for (index, global) in (0_u32..).zip(&plugin.globals) {
        if global.ty.mutable {
            let value = global
                .init_expr
                .get_operators_reader()
                .read()
                .map_err(malformed)?;
            let value = RoundtripReencoder.instruction(value).map_err(encoding)?;
            function
                .instruction(&value)
                .instructions()
                .global_set(index);
        }
    }
    Ok(())
}
