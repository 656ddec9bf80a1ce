//! Makes a plugin of a random module: adds an allocator, and an `evaluate` that calls the module's functions.
//!
//! The answer's parts are what each function returned, and its total is a hash of the whole memory. The plugin's own
//! page is the last one of the initial memory, which the random code may write to, too.

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, ExportKind, ExportSection, Function, FunctionSection,
    GlobalSection, GlobalType, HeapType, InstructionSink, MemArg, MemorySection, Module,
    TypeSection, ValType,
};
use wasmparser::{FuncType, Parser, Payload};

use crate::modules::Random;

const PAGE: u64 = 65_536;
/// In that page: the answer at 0, its parts at 64, and what is aligned to eight bytes here.
const AREA: u64 = 4_096;
/// And the heap here.
const HEAP: u64 = 8_192;
/// Calls in a plugin. The question's lowest bits say which of them an evaluation makes.
const CALLS: usize = 4;

/// A plugin with the functions of `module` inside. `seed` chooses their arguments.
pub fn around(module: &[u8], seed: u64) -> Vec<u8> {
    let mut driver = Driver::read(module, seed);
    let mut plugin = Module::new();
    driver
        .parse_core_module(&mut plugin, Parser::new(0), module)
        .unwrap();
    plugin.finish()
}

struct Driver {
    types: Vec<FuncType>,
    /// The type of each function.
    functions: Vec<u32>,
    globals: u32,
    /// Where the driver's page is.
    page: u64,
    /// Every third plugin does, if asked for it.
    panics: bool,
    random: Random,
}

impl Driver {
    fn read(module: &[u8], seed: u64) -> Self {
        let mut driver = Self {
            types: Vec::new(),
            functions: Vec::new(),
            globals: 0,
            page: 0,
            panics: seed.is_multiple_of(3),
            random: Random(!seed),
        };
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::TypeSection(types) => {
                    let types = types.into_iter_err_on_gc_types();
                    driver.types = types.map(Result::unwrap).collect();
                }
                Payload::FunctionSection(functions) => {
                    driver.functions = functions.into_iter().map(Result::unwrap).collect();
                }
                Payload::GlobalSection(globals) => driver.globals = globals.count(),
                Payload::MemorySection(memories) => {
                    driver.page = memories.into_iter().next().unwrap().unwrap().initial * PAGE;
                }
                _ => {}
            }
        }
        driver
    }

    fn own_type(&self) -> u32 {
        u32::try_from(self.types.len()).unwrap()
    }

    fn own_function(&self) -> u32 {
        u32::try_from(self.functions.len()).unwrap()
    }

    fn address(&self, offset: u64) -> i32 {
        i32::try_from(self.page + offset).unwrap()
    }

    /// A bump allocator. Its pointer is a global, which random code does not know.
    ///
    /// Nothing in the question is aligned to eight bytes. What is, is the one place that metering asks for; it is apart,
    /// so that the rest of the memory is the same with it and without it.
    fn realloc(&self) -> Function {
        let mut function = Function::new([(1, ValType::I32)]);
        function
            .instructions()
            .local_get(2)
            .i32_const(8)
            .i32_eq()
            .if_(BlockType::Empty)
            .i32_const(self.address(AREA))
            .return_()
            .end()
            .global_get(self.globals)
            .i32_const(7)
            .i32_add()
            .i32_const(-8)
            .i32_and()
            .local_tee(4)
            .local_get(3)
            .i32_add()
            .global_set(self.globals)
            .local_get(4)
            .end();
        function
    }

    fn evaluate(&mut self) -> Function {
        const SEED: u32 = 4;
        let mut locals: Vec<(u32, ValType)> = vec![(1, ValType::I64), (1, ValType::I32)];
        let (hash, cursor) = (5, 6);
        let mut code = Vec::new();
        let mut sink = InstructionSink::new(&mut code);
        // What metering has written there since is not in the hash, nor for random code to see.
        sink.i32_const(self.address(AREA))
            .i32_const(0)
            .i32_const(32)
            .memory_fill(0);
        let mut parts: u32 = 0;
        for call in 0..CALLS {
            let index = call % self.functions.len();
            let ty = self.types[self.functions[index] as usize].clone();
            sink.local_get(SEED)
                .i64_const(1 << call)
                .i64_and()
                .i64_eqz()
                .i32_eqz()
                .if_(BlockType::Empty);
            for param in ty.params() {
                self.argument(&mut sink, *param, SEED);
            }
            sink.call(u32::try_from(index).unwrap());
            // Each result goes through a local of its own to where the parts are.
            for result in ty.results().iter().rev() {
                let local = 7 + u32::try_from(locals.len() - 2).unwrap();
                locals.push((1, as_number(&mut sink, *result)));
                sink.local_set(local)
                    .i32_const(self.address(64 + u64::from(parts) * 8))
                    .local_get(local)
                    .i64_store(at(0));
                parts += 1;
            }
            // Of the questions asked, one has this bit: there the plugin panics, and the next one finds it restored.
            if call == 1 && self.panics {
                sink.unreachable();
            }
            sink.end();
        }
        hash_memory(&mut sink, hash, cursor);
        let place = self.address(0);
        sink.i32_const(place)
            .local_get(hash)
            .i64_store(at(0))
            .i32_const(place)
            .i32_const(self.address(64))
            .i32_store(at(8))
            .i32_const(place)
            .i32_const(parts.cast_signed())
            .i32_store(at(12))
            .i32_const(place)
            .i64_const(0)
            .i64_store(at(16))
            .i32_const(place)
            .end();
        let mut function = Function::new(locals);
        function.raw(code);
        function
    }

    /// Something of the type, that depends on the question.
    fn argument(&mut self, sink: &mut InstructionSink<'_>, ty: wasmparser::ValType, seed: u32) {
        let number = match self.random.next() % 3 {
            0 => self.random.next() % 100,
            _ => self.random.next(),
        };
        sink.local_get(seed)
            .i64_const(number.cast_signed())
            .i64_xor();
        match ty {
            wasmparser::ValType::I64 => {}
            wasmparser::ValType::I32 => {
                sink.i32_wrap_i64();
            }
            wasmparser::ValType::F32 => {
                sink.f32_convert_i64_s();
            }
            wasmparser::ValType::F64 => {
                sink.f64_convert_i64_s();
            }
            wasmparser::ValType::V128 => {
                sink.i64x2_splat();
            }
            wasmparser::ValType::Ref(ty) => {
                sink.drop().ref_null(match ty.is_func_ref() {
                    true => HeapType::FUNC,
                    false => HeapType::EXTERN,
                });
            }
        }
    }
}

/// The value on the stack as an i64.
fn as_number(sink: &mut InstructionSink<'_>, ty: wasmparser::ValType) -> ValType {
    match ty {
        wasmparser::ValType::I64 => {}
        wasmparser::ValType::I32 => {
            sink.i64_extend_i32_u();
        }
        wasmparser::ValType::F32 => {
            sink.i32_reinterpret_f32().i64_extend_i32_u();
        }
        wasmparser::ValType::F64 => {
            sink.i64_reinterpret_f64();
        }
        wasmparser::ValType::V128 => {
            sink.i64x2_extract_lane(1);
        }
        wasmparser::ValType::Ref(_) => {
            sink.ref_is_null().i64_extend_i32_u();
        }
    }
    ValType::I64
}

/// FNV-1a by words of eight bytes, over all the memory there is.
fn hash_memory(sink: &mut InstructionSink<'_>, hash: u32, cursor: u32) {
    sink.i64_const(-3_750_763_034_362_895_579)
        .local_set(hash)
        .memory_size(0)
        .i32_const(16)
        .i32_shl()
        .local_set(cursor)
        .loop_(BlockType::Empty)
        .local_get(cursor)
        .i32_const(8)
        .i32_sub()
        .local_set(cursor)
        .local_get(hash)
        .local_get(cursor)
        .i64_load(at(0))
        .i64_xor()
        .i64_const(1_099_511_628_211)
        .i64_mul()
        .local_set(hash)
        .local_get(cursor)
        .br_if(0)
        .end();
}

fn at(offset: u64) -> MemArg {
    MemArg {
        offset,
        align: 0,
        memory_index: 0,
    }
}

impl Reencode for Driver {
    type Error = std::convert::Infallible;

    fn parse_type_section(
        &mut self,
        types: &mut TypeSection,
        section: wasmparser::TypeSectionReader<'_>,
    ) -> Result<(), Error> {
        use ValType::{I32, I64};
        utils::parse_type_section(self, types, section)?;
        types.ty().function([I32; 4], [I32]);
        types.ty().function([I32, I32, I32, I32, I64], [I32]);
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: wasmparser::FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_function_section(self, functions, section)?;
        functions.function(self.own_type());
        functions.function(self.own_type() + 1);
        Ok(())
    }

    fn parse_memory_section(
        &mut self,
        memories: &mut MemorySection,
        section: wasmparser::MemorySectionReader<'_>,
    ) -> Result<(), Error> {
        for memory in section {
            let mut memory = utils::memory_type(self, memory?);
            memory.minimum += 1;
            memory.maximum = memory.maximum.map(|maximum| maximum + 1);
            memories.memory(memory);
        }
        Ok(())
    }

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: wasmparser::GlobalSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_global_section(self, globals, section)?;
        let heap = GlobalType {
            val_type: ValType::I32,
            mutable: true,
            shared: false,
        };
        globals.global(heap, &ConstExpr::i32_const(self.address(HEAP)));
        Ok(())
    }

    /// The module's own exports go, except that they declare functions.
    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        for (number, export) in section.into_iter().enumerate() {
            let export = export?;
            let kind = utils::export_kind(self, export.kind);
            exports.export(&format!("own-{number}"), kind, export.index);
        }
        let own = self.own_function();
        exports.export("memory", ExportKind::Memory, 0);
        exports.export("cabi_realloc", ExportKind::Func, own);
        exports.export("test:sums/rules@1.0.0#evaluate", ExportKind::Func, own + 1);
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: wasmparser::CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_code_section(self, code, section)?;
        code.function(&self.realloc());
        let evaluate = self.evaluate();
        code.function(&evaluate);
        Ok(())
    }
}
