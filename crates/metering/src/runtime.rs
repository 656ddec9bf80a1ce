//! What is added to a plugin: where our globals and functions are, and how a plugin gives up.
//!
//! They come after the plugin's own, so that its indices stay what they are, and none of its instructions, references
//! or tables can name them.

use wasm_encoder::InstructionSink;

use crate::contract::{Contract, Failures};
use crate::plugin::{Plugin, count};
use crate::{Limits, Mode};

/// The tag that is thrown. It is the only one, and plugins cannot have catches.
pub(crate) const TAG: u32 = 0;

/// A place in every plugin's memory for what has to be written after it has failed, when its state does not count
/// any more: arguments that nobody will read, and the failure. Aligned for every type.
pub(crate) const SCRATCH: u32 = 16;

/// `reason` while nothing has failed. Otherwise it is the case of the failure.
pub(crate) const NONE: i32 = -1;

/// Where things are.
pub(crate) struct Runtime<'a> {
    pub(crate) contract: &'a Contract,
    pub(crate) limits: &'a Limits,
    pub(crate) failures: Failures,
    pub(crate) restorable: bool,
    pub(crate) globals: Globals,
    pub(crate) functions: Functions,
}

/// Indices of our globals.
pub(crate) struct Globals {
    /// i64: what is left of the running budget; negative when overdrawn.
    pub(crate) fuel: u32,
    /// i64: what is left for everything around the evaluation.
    pub(crate) io_fuel: u32,
    /// i64: what the next evaluation may use.
    pub(crate) budget: u32,
    /// i64: what the last evaluation used.
    pub(crate) used: u32,
    /// i32: units of stack in use.
    pub(crate) depth: u32,
    /// i32: pages of memory that the plugin has been granted.
    pub(crate) pages: u32,
    /// i32: whether the plugin is initialized.
    pub(crate) ready: u32,
    /// i32: whether its memory has been written to.
    pub(crate) dirty: u32,
    /// i32: whether `fuel` is an evaluation's.
    pub(crate) evaluating: u32,
    /// i32: why it failed, or [`NONE`].
    pub(crate) reason: u32,
    /// i32: where results are written, once the plugin has made room for one.
    pub(crate) area: u32,
    /// i32: what the plugin itself returned.
    pub(crate) returned: u32,
}

/// How many globals there are.
pub(crate) const GLOBALS: u32 = 12;

/// Indices of our functions.
pub(crate) struct Functions {
    pub(crate) give_up: u32,
    pub(crate) pay_bytes: u32,
    pub(crate) pay_elements: u32,
    pub(crate) pay_table_growth: u32,
    pub(crate) grow: u32,
    pub(crate) prepare: u32,
    pub(crate) guard: u32,
    pub(crate) make_area: u32,
    pub(crate) realloc: u32,
    pub(crate) evaluate: u32,
    pub(crate) post_return: u32,
    pub(crate) arm: u32,
    pub(crate) fuel_used: u32,
}

impl<'a> Runtime<'a> {
    pub(crate) fn new(plugin: &Plugin<'_>, contract: &'a Contract, limits: &'a Limits) -> Self {
        let global = count(&plugin.globals);
        let function = plugin.function_count();
        Self {
            contract,
            limits,
            failures: contract.failures,
            restorable: plugin.restorable(),
            globals: Globals {
                fuel: global,
                io_fuel: global + 1,
                budget: global + 2,
                used: global + 3,
                depth: global + 4,
                pages: global + 5,
                ready: global + 6,
                dirty: global + 7,
                evaluating: global + 8,
                reason: global + 9,
                area: global + 10,
                returned: global + 11,
            },
            functions: Functions {
                give_up: function,
                pay_bytes: function + 1,
                pay_elements: function + 2,
                pay_table_growth: function + 3,
                grow: function + 4,
                prepare: function + 5,
                guard: function + 6,
                make_area: function + 7,
                realloc: function + 8,
                evaluate: function + 9,
                post_return: function + 10,
                arm: function + 11,
                fuel_used: function + 12,
            },
        }
    }

    /// Ends the plugin's run. Out of line: a throw in place keeps the compiler from optimizing what is around it.
    pub(crate) fn give_up(&self, code: &mut InstructionSink<'_>, failure: i32) {
        code.i32_const(failure)
            .call(self.functions.give_up)
            .unreachable();
    }

    /// The function behind [`give_up`](Self::give_up): takes the failure.
    pub(crate) fn give_up_function(&self, code: &mut InstructionSink<'_>) {
        match self.limits.mode {
            Mode::Throw => {
                code.local_get(0).global_set(self.globals.reason).throw(TAG);
            }
            Mode::Trap => {
                code.unreachable();
            }
        }
        code.end();
    }
}
