//! What a plugin may use, and how large it may be.

use serde::Serialize;

use crate::Refusal;

/// What a plugin does when it has used up what it may.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// It throws, and the caller gets an error as a value. Needs a host with exceptions: Spin 4.1, wasmtime 47.
    Throw,
    /// It traps, and takes its caller with it. Works on every host.
    Trap,
}

/// The limits of one plugin.
///
/// Start from [`Limits::rust`] or [`Limits::javascript`].
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Limits {
    /// Weighted instructions of one evaluation.
    pub fuel: u64,
    /// Weighted instructions of all that surrounds one evaluation: the start function, making room for
    /// arguments and the result, and cleaning up.
    pub io_fuel: u64,
    /// Depth of calls. A call takes one unit per local and operand, and four on top.
    /// A unit is at most 16 bytes of the host's stack.
    pub stack_units: u32,
    /// Linear memory, in pages of 64 KiB.
    pub memory_pages: u32,
    /// Elements of the table.
    pub table_elements: u32,
    /// Bytes of all lists and strings in a result, each counted as often as it is named.
    pub output_bytes: u32,
    /// Bytes of the file. What comes out can be ten times as large, when it consists of tiny loops.
    pub upload_bytes: usize,
    /// Functions in the module.
    pub functions: u32,
    /// Bytes of one function's code.
    pub function_bytes: usize,
    /// Parameters and locals of one function.
    pub locals: u32,
    /// What happens at a limit.
    pub mode: Mode,
    /// Each evaluation starts from the plugin's initial state: nothing is remembered from cart to cart, and the
    /// same cart costs the same fuel. Costs clearing the plugin's memory, so link with a small stack.
    pub fresh: bool,
}

/// Larger memories cannot be cleared by one instruction.
const MOST_PAGES: u32 = 65_535;

/// A host gives 512 KiB of stack by default; a unit takes 16 bytes of it.
const MOST_STACK_UNITS: u32 = 20_000;

/// The most fuel, so that no sum of charges within one function can overflow.
const MOST_FUEL: u64 = 1 << 48;

impl Limits {
    /// For plugins in Rust, and other languages that compile to small modules.
    ///
    /// Five million are forty times what a hundred lines need, and less than 60 ms if each load misses the caches.
    #[must_use]
    pub const fn rust() -> Self {
        Self {
            fuel: 5_000_000,
            io_fuel: 2_000_000,
            stack_units: 4_096,
            memory_pages: 64,
            table_elements: 10_000,
            output_bytes: 16 * 1_024,
            upload_bytes: 1_024 * 1_024,
            functions: 5_000,
            function_bytes: 128 * 1_024,
            locals: 2_000,
            mode: Mode::Throw,
            fresh: true,
        }
    }

    /// For plugins that bring a JavaScript engine along. They cannot be restored, so they are not fresh, and stay
    /// disabled after a failure until the host makes a new instance.
    #[must_use]
    pub const fn javascript() -> Self {
        Self {
            fuel: 200_000_000,
            io_fuel: 20_000_000,
            stack_units: MOST_STACK_UNITS,
            memory_pages: 1_024,
            table_elements: 100_000,
            upload_bytes: 24 * 1_024 * 1_024,
            functions: 50_000,
            function_bytes: 1_024 * 1_024,
            locals: 10_000,
            fresh: false,
            ..Self::rust()
        }
    }

    /// Sets the limit that a number says, by the name of its field.
    ///
    /// # Errors
    /// When there is no such limit, or the number is too large for it.
    pub fn set(&mut self, name: &str, value: u64) -> Result<(), Refusal> {
        let too_large = |name| {
            move |_| Refusal::Limit {
                name,
                value,
                most: u32::MAX.into(),
            }
        };
        match name {
            "fuel" => self.fuel = value,
            "io_fuel" => self.io_fuel = value,
            "stack_units" => {
                self.stack_units = value.try_into().map_err(too_large("stack_units"))?
            }
            "memory_pages" => {
                self.memory_pages = value.try_into().map_err(too_large("memory_pages"))?;
            }
            "output_bytes" => {
                self.output_bytes = value.try_into().map_err(too_large("output_bytes"))?;
            }
            _ => {
                return Err(Refusal::NoLimit {
                    name: name.to_owned(),
                });
            }
        }
        self.check()
    }

    /// The caller's own mistakes.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        let most = [
            ("fuel", self.fuel, MOST_FUEL),
            ("io_fuel", self.io_fuel, MOST_FUEL),
            (
                "stack_units",
                self.stack_units.into(),
                MOST_STACK_UNITS.into(),
            ),
            ("memory_pages", self.memory_pages.into(), MOST_PAGES.into()),
        ];
        match most.into_iter().find(|(_, value, most)| value > most) {
            Some((name, value, most)) => Err(Refusal::Limit { name, value, most }),
            None => Ok(()),
        }
    }
}
