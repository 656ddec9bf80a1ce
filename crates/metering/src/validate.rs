//! Decides whether a core module is one that can be metered.
//!
//! Everything later relies on this: the features are a fixed list, not "what the parser knows", so that an update of
//! the parser cannot let in an instruction that nobody has put a price on.

use std::collections::BTreeSet;

use wasmparser::{
    DataKind, ExternalKind, FuncType, FuncValidatorAllocations, Operator, Parser, Payload,
    ValidPayload, Validator, WasmFeatures,
};

use crate::contract::Contract;
use crate::plugin::{Body, Exports, Plugin};
use crate::refusal::{State, malformed};
use crate::{Limits, Refusal, stack};

/// What Rust and wit-bindgen emit by default, and SIMD. No exceptions (a plugin could catch ours), tail calls,
/// threads, 64-bit or several memories, garbage collection, relaxed SIMD, and constants of one instruction only.
pub(crate) const FEATURES: WasmFeatures = WasmFeatures::FLOATS
    .union(WasmFeatures::GC_TYPES)
    .union(WasmFeatures::MUTABLE_GLOBAL)
    .union(WasmFeatures::SIGN_EXTENSION)
    .union(WasmFeatures::SATURATING_FLOAT_TO_INT)
    .union(WasmFeatures::MULTI_VALUE)
    .union(WasmFeatures::BULK_MEMORY)
    .union(WasmFeatures::REFERENCE_TYPES)
    .union(WasmFeatures::SIMD);

/// More initial data than this is not copied for each evaluation.
const MOST_RESTORED_BYTES: usize = 1_024 * 1_024;

/// A block or call with a thousand results takes two bytes, and validator and compiler a thousand steps.
const MOST_VALUES: u64 = 100;

/// Validates `module` and checks it against `contract` and `limits`.
pub(crate) fn validate<'a>(
    module: &'a [u8],
    contract: &Contract,
    limits: &Limits,
) -> Result<Plugin<'a>, Refusal> {
    let mut sections = Sections::default();
    let mut validator = Validator::new_with_features(FEATURES);
    let mut allocations = FuncValidatorAllocations::default();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(malformed)?;
        let valid = validator.payload(&payload).map_err(malformed)?;
        sections.read(payload, limits)?;
        if let ValidPayload::Func(function, code) = valid {
            let index = function.index;
            let mut function = function.into_validator(allocations);
            sections.function(index, code, &mut function, limits)?;
            allocations = function.into_allocations();
        }
    }
    sections.finish(contract, limits)
}

/// The sections of a module as they come.
#[derive(Default)]
struct Sections<'a> {
    types: Vec<FuncType>,
    functions: Vec<u32>,
    bodies: Vec<Body<'a>>,
    tables: Vec<wasmparser::Table<'a>>,
    memories: Vec<wasmparser::MemoryType>,
    globals: Vec<wasmparser::Global<'a>>,
    exports: Vec<wasmparser::Export<'a>>,
    elements: Vec<wasmparser::Element<'a>>,
    data: Vec<wasmparser::Data<'a>>,
    start: Option<u32>,
    referenced: BTreeSet<u32>,
    /// Segments that `memory.init` names, with the function that does so.
    inits: Vec<(u32, u32)>,
    table_write: Option<u32>,
    drop: Option<u32>,
}

impl<'a> Sections<'a> {
    fn read(&mut self, payload: Payload<'a>, limits: &Limits) -> Result<(), Refusal> {
        match payload {
            Payload::TypeSection(section) => {
                self.types = all(section.into_iter_err_on_gc_types())?;
                for ty in &self.types {
                    let values = ty.params().len().max(ty.results().len());
                    at_most(
                        "parameters or results in a type",
                        values as u64,
                        MOST_VALUES,
                    )?;
                }
            }
            Payload::ImportSection(section) => {
                if let Some(import) = section.into_imports().next() {
                    let import = import.map_err(malformed)?;
                    return Err(Refusal::Import {
                        name: format!("{}/{}", import.module, import.name),
                    });
                }
            }
            Payload::FunctionSection(section) => {
                at_most("functions", section.count().into(), limits.functions.into())?;
                self.functions = all(section)?;
            }
            Payload::TableSection(section) => self.tables = all(section)?,
            Payload::MemorySection(section) => self.memories = all(section)?,
            Payload::GlobalSection(section) => self.globals = all(section)?,
            Payload::ExportSection(section) => self.exports = all(section)?,
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(section) => self.elements = all(section)?,
            Payload::DataSection(section) => self.data = all(section)?,
            _ => {}
        }
        Ok(())
    }

    /// Validates one function and keeps what the rewriting needs of it.
    fn function(
        &mut self,
        index: u32,
        code: wasmparser::FunctionBody<'a>,
        validator: &mut wasmparser::FuncValidator<wasmparser::ValidatorResources>,
        limits: &Limits,
    ) -> Result<(), Refusal> {
        let within = |what, count: u64, most: u64| match count > most {
            true => Err(Refusal::Function {
                function: index,
                what,
                count,
                most,
            }),
            false => Ok(()),
        };
        let range = code.range();
        within(
            "bytes of code",
            range.end - range.start,
            limits.function_bytes as u64,
        )?;

        let mut reader = code.get_binary_reader();
        validator.read_locals(&mut reader).map_err(malformed)?;
        let locals = validator.len_locals();
        within("parameters and locals", locals.into(), limits.locals.into())?;

        let (mut height, mut leaf) = (0, true);
        let mut operators = code.get_operators_reader().map_err(malformed)?;
        while !operators.eof() {
            let (operator, offset) = operators.read_with_offset().map_err(malformed)?;
            validator.op(offset, &operator).map_err(malformed)?;
            height = height.max(validator.operand_stack_height());
            leaf &= !stack::calls(&operator);
            self.note(index, &operator);
        }
        operators.finish().map_err(malformed)?;

        let frame = stack::frame(locals, height);
        within("units of stack", frame.into(), limits.stack_units.into())?;
        self.bodies.push(Body { code, frame, leaf });
        Ok(())
    }

    /// Remembers what stands against restoring, and which functions are referred to.
    fn note(&mut self, function: u32, operator: &Operator<'_>) {
        match *operator {
            Operator::RefFunc { function_index } => {
                self.referenced.insert(function_index);
            }
            Operator::TableSet { .. }
            | Operator::TableFill { .. }
            | Operator::TableCopy { .. }
            | Operator::TableInit { .. }
            | Operator::TableGrow { .. } => self.table_write = Some(function),
            Operator::DataDrop { .. } | Operator::ElemDrop { .. } => self.drop = Some(function),
            Operator::MemoryInit { data_index, .. } => self.inits.push((data_index, function)),
            _ => {}
        }
    }

    fn finish(self, contract: &Contract, limits: &Limits) -> Result<Plugin<'a>, Refusal> {
        let exports = self.contract_exports(contract)?;
        let memory = self.memory(limits)?;
        let table = self.table(limits)?;
        let not_restorable = self.not_restorable();
        if let (true, Some(state)) = (limits.fresh, not_restorable) {
            return Err(Refusal::NotRestorable(state));
        }
        if not_restorable.is_none() {
            self.data_fits(memory)?;
        }
        Ok(Plugin {
            types: self.types,
            functions: self.functions,
            bodies: self.bodies,
            table,
            memory,
            globals: self.globals,
            elements: self.elements,
            data: self.data,
            start: self.start,
            exports,
            referenced: self.referenced.into_iter().collect(),
            not_restorable,
        })
    }

    fn contract_exports(&self, contract: &Contract) -> Result<Exports, Refusal> {
        if self.exported("_initialize", ExternalKind::Func).is_some() {
            return Err(Refusal::Initialize);
        }
        let names = &contract.plugin;
        let missing = |name: &str| Refusal::Missing {
            kind: "function",
            name: name.to_owned(),
        };
        let function = |name: &str, signature| -> Result<Option<u32>, Refusal> {
            let Some(index) = self.exported(name, ExternalKind::Func) else {
                return Ok(None);
            };
            match self.has_type(index, signature) {
                true => Ok(Some(index)),
                false => Err(Refusal::Signature {
                    name: name.to_owned(),
                }),
            }
        };
        Ok(Exports {
            evaluate: function(&names.evaluate, &contract.signature)?
                .ok_or_else(|| missing(&names.evaluate))?,
            realloc: function("cabi_realloc", &contract.realloc_signature())?
                .ok_or_else(|| missing("cabi_realloc"))?,
            post_return: function(&names.post_return, &contract.post_return_signature())?,
        })
    }

    fn exported(&self, name: &str, kind: ExternalKind) -> Option<u32> {
        self.exports
            .iter()
            .find(|export| export.name == name && export.kind == kind)
            .map(|export| export.index)
    }

    fn has_type(&self, function: u32, expected: &FuncType) -> bool {
        self.functions
            .get(function as usize)
            .and_then(|ty| self.types.get(*ty as usize))
            == Some(expected)
    }

    fn memory(&self, limits: &Limits) -> Result<wasmparser::MemoryType, Refusal> {
        let missing = || Refusal::Missing {
            kind: "memory",
            name: "memory".to_owned(),
        };
        self.exported("memory", ExternalKind::Memory)
            .ok_or_else(missing)?;
        let memory = *self.memories.first().ok_or_else(missing)?;
        at_most(
            "pages of initial memory",
            memory.initial,
            limits.memory_pages.into(),
        )?;
        match memory.initial {
            0 => Err(Refusal::Malformed {
                reason: "its memory starts with no page at all".to_owned(),
            }),
            _ => Ok(memory),
        }
    }

    fn table(&self, limits: &Limits) -> Result<Option<wasmparser::Table<'a>>, Refusal> {
        at_most("tables", self.tables.len() as u64, 1)?;
        let Some(table) = self.tables.first() else {
            return Ok(None);
        };
        at_most(
            "initial table elements",
            table.ty.initial,
            limits.table_elements.into(),
        )?;
        Ok(Some(table.clone()))
    }

    fn not_restorable(&self) -> Option<State> {
        if let Some(function) = self.table_write {
            return Some(State::Table { function });
        }
        let active = |data: u32| {
            let segment = self.data.get(data as usize);
            segment.is_some_and(|segment| matches!(segment.kind, DataKind::Active { .. }))
        };
        let init = self.inits.iter().find(|(data, _)| active(*data));
        if let Some(function) = self.drop.or(init.map(|(_, function)| *function)) {
            return Some(State::Dropped { function });
        }
        let bytes = self.data.iter().map(|segment| segment.data.len()).sum();
        (bytes > MOST_RESTORED_BYTES).then_some(State::Data {
            bytes,
            most: MOST_RESTORED_BYTES,
        })
    }

    /// Once the segments are passive, the host does not check this any more.
    fn data_fits(&self, memory: wasmparser::MemoryType) -> Result<(), Refusal> {
        for (segment, data) in self.data.iter().enumerate() {
            let DataKind::Active { offset_expr, .. } = &data.kind else {
                continue;
            };
            let offset = match offset_expr
                .get_operators_reader()
                .read()
                .map_err(malformed)?
            {
                Operator::I32Const { value } => u64::from(value.cast_unsigned()),
                _ => u64::MAX,
            };
            if offset.saturating_add(data.data.len() as u64) > memory.initial * 65_536 {
                return Err(Refusal::Data { segment });
            }
        }
        Ok(())
    }
}

fn all<T>(items: impl IntoIterator<Item = wasmparser::Result<T>>) -> Result<Vec<T>, Refusal> {
    items
        .into_iter()
        .collect::<wasmparser::Result<_>>()
        .map_err(malformed)
}

fn at_most(what: &'static str, count: u64, most: u64) -> Result<(), Refusal> {
    match count > most {
        true => Err(Refusal::TooMany { what, count, most }),
        false => Ok(()),
    }
}
