//! The price and the bound of memory and tables.
//!
//! A plugin that can be restored is told how much memory it has been granted, and not how much there is: memory
//! cannot shrink, and after a restore it has to look as at first.

use wasm_encoder::{BlockType, InstructionSink, MemoryType, TableType, ValType};

use crate::fuel::{self, BYTES_SHIFT, GROW, PAGE};
use crate::plugin::Plugin;
use crate::runtime::Runtime;

/// The memory, not larger than the limit.
pub(crate) fn memory_type(plugin: &Plugin<'_>, runtime: &Runtime) -> MemoryType {
    MemoryType {
        minimum: plugin.memory.initial,
        maximum: Some(most_pages(plugin, runtime)),
        memory64: false,
        shared: false,
        page_size_log2: None,
    }
}

fn most_pages(plugin: &Plugin<'_>, runtime: &Runtime) -> u64 {
    let limit = runtime.limits.memory_pages.into();
    plugin.memory.maximum.map_or(limit, |own| own.min(limit))
}

/// A table, not larger than the limit.
pub(crate) fn capped(mut table: TableType, runtime: &Runtime) -> TableType {
    let limit = runtime.limits.table_elements.into();
    table.maximum = Some(table.maximum.map_or(limit, |own| own.min(limit)));
    table
}

/// `(bytes) -> bytes`: pays for a copy of that many.
pub(crate) fn pay_bytes(code: &mut InstructionSink<'_>, runtime: &Runtime) {
    pay(code, runtime, |code| {
        code.i64_const(BYTES_SHIFT).i64_shr_u();
    });
}

/// `(elements) -> elements`: pays for writing that many into a table.
pub(crate) fn pay_elements(code: &mut InstructionSink<'_>, runtime: &Runtime) {
    pay(code, runtime, |_| {});
}

/// `(elements) -> elements`: pays for growing a table by that many.
pub(crate) fn pay_table_growth(code: &mut InstructionSink<'_>, runtime: &Runtime) {
    pay(code, runtime, |code| {
        code.i64_const(GROW).i64_add();
    });
}

fn pay(
    code: &mut InstructionSink<'_>,
    runtime: &Runtime,
    price: impl FnOnce(&mut InstructionSink<'_>),
) {
    code.global_get(runtime.globals.fuel)
        .local_get(0)
        .i64_extend_i32_u();
    price(code);
    code.i64_sub().global_set(runtime.globals.fuel);
    fuel::look(code, runtime);
    code.local_get(0).end();
}

/// The locals of [`grow`] after its parameter.
pub(crate) const GROW_LOCALS: [(u32, ValType); 2] = [(1, ValType::I64), (1, ValType::I32)];

/// `(pages) -> the size before, or -1`: the plugin's `memory.grow`.
pub(crate) fn grow(code: &mut InstructionSink<'_>, plugin: &Plugin<'_>, runtime: &Runtime) {
    const WANTED: u32 = 0;
    const TOTAL: u32 = 1;
    const MISSING: u32 = 2;
    let (fuel, pages) = (runtime.globals.fuel, runtime.globals.pages);
    let most = most_pages(plugin, runtime).cast_signed();

    code.global_get(fuel)
        .i64_const(GROW)
        .i64_sub()
        .global_set(fuel);
    // More than may be granted is refused, and costs no more than asking.
    code.global_get(pages)
        .i64_extend_i32_u()
        .local_get(WANTED)
        .i64_extend_i32_u()
        .i64_add()
        .local_tee(TOTAL)
        .i64_const(most)
        .i64_gt_u()
        .if_(BlockType::Empty);
    fuel::look(code, runtime);
    code.i32_const(-1).return_().end();

    code.global_get(fuel)
        .local_get(WANTED)
        .i64_extend_i32_u()
        .i64_const(PAGE)
        .i64_mul()
        .i64_sub()
        .global_set(fuel);
    fuel::look(code, runtime);

    // After a restore there may be enough memory already.
    code.local_get(TOTAL)
        .i32_wrap_i64()
        .memory_size(0)
        .i32_sub()
        .local_tee(MISSING)
        .i32_const(0)
        .i32_gt_s()
        .if_(BlockType::Empty)
        .local_get(MISSING)
        .memory_grow(0)
        .i32_const(-1)
        .i32_eq()
        .if_(BlockType::Empty)
        .i32_const(-1)
        .return_()
        .end()
        .end();

    code.global_get(pages)
        .local_get(TOTAL)
        .i32_wrap_i64()
        .global_set(pages)
        .end();
}

/// Whether the bytes `[start, start + len)` are outside the memory; takes both as i64 expressions.
pub(crate) fn outside(
    code: &mut InstructionSink<'_>,
    start: impl FnOnce(&mut InstructionSink<'_>),
    len: impl FnOnce(&mut InstructionSink<'_>),
) {
    start(code);
    len(code);
    code.i64_add();
    memory_bytes(code);
    code.i64_gt_u();
}

/// The bytes that the memory really has, as i64.
pub(crate) fn memory_bytes(code: &mut InstructionSink<'_>) {
    code.memory_size(0)
        .i64_extend_i32_u()
        .i64_const(16)
        .i64_shl();
}
