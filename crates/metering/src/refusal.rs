//! Why a plugin is not taken, for its author to read.

use thiserror::Error;

/// Why a plugin is not taken.
#[derive(Clone, Debug, Error, Eq, PartialEq)]
#[non_exhaustive]
pub enum Refusal {
    /// The caller's limits contradict themselves.
    #[error("the limit {name} is {value}, and can be at most {most}")]
    Limit {
        /// The field of [`Limits`](crate::Limits).
        name: &'static str,
        /// What it is.
        value: u64,
        /// What it can be.
        most: u64,
    },
    /// The caller names a limit that cannot be set, or does not exist.
    #[error(
        "there is no limit `{name}` to set; there are fuel, io_fuel, stack_units, memory_pages and output_bytes"
    )]
    NoLimit {
        /// As given.
        name: String,
    },
    /// The file is larger than it may be.
    #[error("the file has {bytes} bytes, and may have {most}")]
    TooManyBytes {
        /// Its size.
        bytes: usize,
        /// What it may be.
        most: usize,
    },
    /// The file is no WebAssembly, or uses something outside the list of features.
    #[error("not a module that can be metered: {reason}")]
    Malformed {
        /// What is wrong and at which byte.
        reason: String,
    },
    /// The component or module wants something from outside.
    #[error(
        "it imports `{name}`; a plugin imports nothing. (In Rust, build for wasm32-unknown-unknown.)"
    )]
    Import {
        /// What it wants.
        name: String,
    },
    /// A component has to contain exactly one core module.
    #[error("the component contains {count} core modules; a plugin is exactly one")]
    Modules {
        /// How many there are.
        count: usize,
    },
    /// Something that the contract asks for is missing.
    #[error("it does not export the {kind} `{name}`; was it built for the world `plugin`?")]
    Missing {
        /// Function or memory.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// Something that the contract asks for has another type.
    #[error("the function `{name}` has another type than the contract's")]
    Signature {
        /// The export.
        name: String,
    },
    /// Initialization that nobody would call.
    #[error("it exports `_initialize`, which a plugin may not need; use the start section")]
    Initialize,
    /// The module is larger than it may be.
    #[error("it has {count} {what}, and may have {most}")]
    TooMany {
        /// What is counted.
        what: &'static str,
        /// How many there are.
        count: u64,
        /// How many there may be.
        most: u64,
    },
    /// One function is larger than it may be.
    #[error("function {function} has {count} {what}, and may have {most}")]
    Function {
        /// Its index in the module.
        function: u32,
        /// What is counted.
        what: &'static str,
        /// How many there are.
        count: u64,
        /// How many there may be.
        most: u64,
    },
    /// The initial data does not fit into the memory.
    #[error("data segment {segment} does not fit into the memory")]
    Data {
        /// Its index.
        segment: usize,
    },
    /// Its state cannot be restored, which a fresh evaluation needs.
    #[error("it cannot start each evaluation afresh: {0}")]
    NotRestorable(State),
    /// The rewritten module was not accepted. Always a bug of this crate or of the limits given.
    #[error("the metered module is not valid: {reason}")]
    Encoding {
        /// What the encoder says.
        reason: String,
    },
}

/// State of a module that cannot be brought back by restoring memory and globals.
#[derive(Clone, Copy, Debug, Error, Eq, PartialEq)]
pub enum State {
    /// `table.set`, `table.fill`, `table.copy`, `table.init` or `table.grow`.
    #[error("function {function} writes to a table")]
    Table {
        /// Its index.
        function: u32,
    },
    /// `data.drop` or `elem.drop`, or `memory.init` from a segment that is gone once the module has started.
    #[error("function {function} depends on segments that are dropped")]
    Dropped {
        /// Its index.
        function: u32,
    },
    /// More initial data than is worth copying.
    #[error("it has {bytes} bytes of initial data, and may have {most}")]
    Data {
        /// How many there are.
        bytes: usize,
        /// How many there may be.
        most: usize,
    },
}

/// A type for `map_err`: the parser says what is wrong and where.
pub(crate) fn malformed(error: wasmparser::Error) -> Refusal {
    Refusal::Malformed {
        reason: error.to_string(),
    }
}
