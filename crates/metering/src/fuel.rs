//! What instructions cost, and where a function pays.
//!
//! A function pays for a stretch of code that runs as a whole when it enters it, and looks at what is left only where
//! it could come around again: at its entry and at the head of each loop. Between two looks there is at most the code
//! of one function, so the overdraft is bounded.

use wasm_encoder::{BlockType, InstructionSink};
use wasmparser::Operator;

use crate::runtime::Runtime;

/// Growing is a system call.
pub(crate) const GROW: i64 = 2_000;
/// A page that is granted has to be zeroed, now or when it is taken back.
pub(crate) const PAGE: i64 = 8_192;
/// A byte that is copied or filled costs an eighth.
pub(crate) const BYTES_SHIFT: i64 = 3;

/// The price of one instruction, apart from what depends on its operands.
fn price(operator: &Operator<'_>) -> i64 {
    use Operator as O;
    match operator {
        // These mark places, and are no machine code.
        O::Block { .. } | O::Loop { .. } | O::Else | O::End | O::Nop => 0,
        O::Call { .. } => 4,
        O::CallIndirect { .. } => 8,
        O::I32DivS | O::I32DivU | O::I32RemS | O::I32RemU => 8,
        O::I64DivS | O::I64DivU | O::I64RemS | O::I64RemU => 8,
        O::F32Div | O::F64Div | O::F32Sqrt | O::F64Sqrt => 8,
        O::F32x4Div | O::F64x2Div | O::F32x4Sqrt | O::F64x2Sqrt => 16,
        O::MemoryFill { .. } | O::MemoryCopy { .. } | O::MemoryInit { .. } => 16,
        O::TableFill { .. } | O::TableCopy { .. } | O::TableInit { .. } => 16,
        _ => 1,
    }
}

/// A stretch of code that runs from its first instruction to its last.
pub(crate) struct Region {
    /// Index of its first instruction.
    pub(crate) start: usize,
    pub(crate) price: i64,
    /// Whether code can come around to here without passing another look.
    pub(crate) looks: bool,
}

/// The regions of a function, in order. The first is its entry.
pub(crate) fn regions(operators: &[Operator<'_>]) -> Vec<Region> {
    let mut regions = Vec::new();
    let mut region = Region {
        start: 0,
        price: 0,
        looks: true,
    };
    for (index, operator) in operators.iter().enumerate() {
        region.price += price(operator);
        if ends_region(operator) {
            let next = Region {
                start: index + 1,
                // A loop whose head is free would never be looked at: `loop (block) br 0`.
                price: i64::from(matches!(operator, Operator::Loop { .. })),
                looks: matches!(operator, Operator::Loop { .. }),
            };
            regions.push(std::mem::replace(&mut region, next));
        }
    }
    regions
}

/// After these, control may be elsewhere, or come from elsewhere.
fn ends_region(operator: &Operator<'_>) -> bool {
    use Operator as O;
    matches!(
        operator,
        O::Loop { .. }
            | O::If { .. }
            | O::Else
            | O::End
            | O::Br { .. }
            | O::BrIf { .. }
            | O::BrTable { .. }
            | O::Return
            | O::Unreachable
    )
}

impl Region {
    /// Pays for the region.
    pub(crate) fn pay(&self, code: &mut InstructionSink<'_>, runtime: &Runtime) {
        let fuel = runtime.globals.fuel;
        if self.price > 0 {
            code.global_get(fuel)
                .i64_const(self.price)
                .i64_sub()
                .global_set(fuel);
        }
        if self.looks {
            look(code, runtime);
        }
    }
}

/// Gives up when there is no fuel left.
pub(crate) fn look(code: &mut InstructionSink<'_>, runtime: &Runtime) {
    code.global_get(runtime.globals.fuel)
        .i64_const(0)
        .i64_lt_s()
        .if_(BlockType::Empty);
    runtime.give_up(code, runtime.failures.out_of_fuel);
    code.end();
}
