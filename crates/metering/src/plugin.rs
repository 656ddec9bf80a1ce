//! A validated module, as far as the rewriting has to know it. What is not in here is not in the result.

use wasmparser::{Data, Element, FuncType, FunctionBody, Global, MemoryType, Table};

use crate::refusal::State;

/// A core module that keeps to the contract and the limits.
pub(crate) struct Plugin<'a> {
    pub(crate) types: Vec<FuncType>,
    /// The type of each function.
    pub(crate) functions: Vec<u32>,
    pub(crate) bodies: Vec<Body<'a>>,
    pub(crate) table: Option<Table<'a>>,
    pub(crate) memory: MemoryType,
    pub(crate) globals: Vec<Global<'a>>,
    pub(crate) elements: Vec<Element<'a>>,
    pub(crate) data: Vec<Data<'a>>,
    pub(crate) start: Option<u32>,
    pub(crate) exports: Exports,
    /// Functions that bodies make references to. Exporting them had declared them.
    pub(crate) referenced: Vec<u32>,
    /// What stands against restoring it.
    pub(crate) not_restorable: Option<State>,
}

/// One function.
pub(crate) struct Body<'a> {
    pub(crate) code: FunctionBody<'a>,
    /// Units of stack that a call takes.
    pub(crate) frame: u32,
    /// It calls nothing.
    pub(crate) leaf: bool,
}

/// The functions that the contract knows, by index.
#[derive(Clone, Copy)]
pub(crate) struct Exports {
    pub(crate) evaluate: u32,
    pub(crate) realloc: u32,
    pub(crate) post_return: Option<u32>,
}

impl Plugin<'_> {
    pub(crate) fn function_count(&self) -> u32 {
        count(&self.functions)
    }

    pub(crate) fn restorable(&self) -> bool {
        self.not_restorable.is_none()
    }
}

/// Sections have fewer than 2³² entries: the parser reads their number as such.
pub(crate) fn count<T>(section: &[T]) -> u32 {
    u32::try_from(section.len()).unwrap_or(u32::MAX)
}
