//! Rewrites one function of the plugin.
//!
//! Every instruction is kept, in order, except for those named here. Between them come payments ([`fuel`]), and
//! around the whole, in functions that call, the counter of the stack ([`stack`]).

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{Function, Instruction};
use wasmparser::{FuncType, Operator};

use crate::encode::{Types, encoding};
use crate::plugin::Body;
use crate::refusal::malformed;
use crate::runtime::Runtime;
use crate::{Mode, Refusal, fuel, stack};

/// The function of `body`, metered.
pub(crate) fn rewrite(
    body: &Body<'_>,
    ty: &FuncType,
    types: &mut Types,
    runtime: &Runtime,
) -> Result<Function, Refusal> {
    let operators: Vec<Operator<'_>> = body
        .code
        .get_operators_reader()
        .map_err(malformed)?
        .into_iter()
        .collect::<Result<_, _>>()
        .map_err(malformed)?;
    let mut function = RoundtripReencoder
        .new_function_with_parsed_locals(&body.code)
        .map_err(encoding)?;
    if !body.leaf {
        let mut code = function.instructions();
        stack::enter(&mut code, body.frame, runtime);
        code.block(types.block(ty.results())?);
    }
    let mut rewriter = Rewriter {
        function,
        runtime,
        leaf: body.leaf,
        open: 0,
    };
    rewriter.operators(&operators)?;
    let mut function = rewriter.function;
    if !body.leaf {
        // The last `end` closed our block.
        let mut code = function.instructions();
        stack::leave(&mut code, body.frame, runtime);
        code.end();
    }
    Ok(function)
}

struct Rewriter<'a> {
    function: Function,
    runtime: &'a Runtime<'a>,
    leaf: bool,
    /// Blocks that are open, without ours.
    open: u32,
}

impl Rewriter<'_> {
    fn operators(&mut self, operators: &[Operator<'_>]) -> Result<(), Refusal> {
        let mut regions = fuel::regions(operators).into_iter().peekable();
        for (index, operator) in operators.iter().enumerate() {
            if let Some(region) = regions.next_if(|region| region.start == index) {
                region.pay(&mut self.function.instructions(), self.runtime);
            }
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                    self.open += 1;
                }
                Operator::End => self.open = self.open.saturating_sub(1),
                _ => {}
            }
            self.operator(operator)?;
        }
        Ok(())
    }

    fn operator(&mut self, operator: &Operator<'_>) -> Result<(), Refusal> {
        let runtime = self.runtime;
        let helpers = &runtime.functions;
        let mut code = self.function.instructions();
        match operator {
            // The stack has to be given back. Branches out of the function need no change:
            // what was the function's label is our block's.
            Operator::Return if !self.leaf => {
                code.br(self.open);
                return Ok(());
            }
            // What a panic in Rust ends with.
            Operator::Unreachable if runtime.limits.mode == Mode::Throw => {
                runtime.give_up(&mut code, runtime.failures.aborted);
                return Ok(());
            }
            Operator::MemorySize { .. } => {
                code.global_get(runtime.globals.pages);
                return Ok(());
            }
            Operator::MemoryGrow { .. } => {
                code.call(helpers.grow);
                return Ok(());
            }
            // The length is on top of the stack. It is paid for and given back.
            Operator::MemoryFill { .. }
            | Operator::MemoryCopy { .. }
            | Operator::MemoryInit { .. } => {
                code.call(helpers.pay_bytes);
            }
            Operator::TableFill { .. }
            | Operator::TableCopy { .. }
            | Operator::TableInit { .. } => {
                code.call(helpers.pay_elements);
            }
            Operator::TableGrow { .. } => {
                code.call(helpers.pay_table_growth);
            }
            _ => {}
        }
        let kept: Instruction<'_> = RoundtripReencoder
            .instruction(operator.clone())
            .map_err(encoding)?;
        self.function.instruction(&kept);
        Ok(())
    }
}
