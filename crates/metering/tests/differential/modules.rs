//! Random modules, inside of a plugin.

use arbitrary::Unstructured;
use wasm_smith::{Config, Module};
use wasmparser::{Operator, Parser, Payload};

use crate::driver;

/// The plugin of a seed.
pub fn module(seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    loop {
        let bytes: Vec<u8> = (0..600).flat_map(|_| random.next().to_le_bytes()).collect();
        // Random bytes do not always make a module; the next ones may.
        if let Ok(module) = Module::new(config(seed), &mut Unstructured::new(&bytes)) {
            return driver::around(&module.to_bytes(), seed);
        }
    }
}

/// What may be in a plugin, and in such sizes that most modules end.
///
/// A quarter of the seeds may do everything, which mostly means that they cannot be restored. The others can:
/// a quarter has nothing that could be dropped or written to, half have no instructions that would.
fn config(seed: u64) -> Config {
    let everything = seed.is_multiple_of(4);
    let no_segments = seed % 4 == 1;
    Config {
        // Every second one stays within its memory, and gets further.
        disallow_traps: (seed / 4).is_multiple_of(2),
        canonicalize_nans: true,
        bulk_memory_enabled: everything || no_segments,
        reference_types_enabled: everything,
        simd_enabled: true,
        exceptions_enabled: false,
        extended_const_enabled: false,
        gc_enabled: false,
        memory64_enabled: false,
        relaxed_simd_enabled: false,
        tail_call_enabled: false,
        threads_enabled: false,
        max_imports: 0,
        min_types: 1,
        min_funcs: 4,
        max_funcs: 12,
        max_instructions: 150,
        min_exports: 1,
        min_globals: 1,
        min_memories: 1,
        max_memory32_bytes: 4 * 65_536,
        memory_max_size_required: true,
        max_data_segments: if no_segments { 0 } else { 100 },
        max_tables: usize::from(!no_segments),
        max_table_elements: 100,
        table_max_size_required: true,
        ..Config::default()
    }
}

/// Splitmix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// Whether the module has a `memory.grow` in it.
pub fn grows(module: &[u8]) -> bool {
    Parser::new(0).parse_all(module).any(|payload| {
        let Payload::CodeSectionEntry(body) = payload.unwrap() else {
            return false;
        };
        let operators = body.get_operators_reader().unwrap();
        operators
            .into_iter()
            .any(|operator| matches!(operator.unwrap(), Operator::MemoryGrow { .. }))
    })
}
