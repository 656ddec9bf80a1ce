//! Puts the metered module together, and makes a component of it: ours, by the contract's own WIT.

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataCountSection, DataSection, ElementSection, Elements,
    ExportKind, ExportSection, Function, FunctionSection, GlobalSection, GlobalType, MemorySection,
    Module, TableSection, TagKind, TagSection, TagType, TypeSection, ValType,
};
use wasmparser::DataKind;
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};

use crate::contract::Contract;
use crate::plugin::{Plugin, count};
use crate::runtime::{GLOBALS, NONE, Runtime};
use crate::{Limits, Mode, Refusal, body, guard, memory, restore, wrap};

/// A failure that the tenant cannot help.
pub(crate) fn encoding(error: impl std::fmt::Display) -> Refusal {
    Refusal::Encoding {
        reason: format!("{error:#}"),
    }
}

/// The metered component.
pub(crate) fn component(
    plugin: &Plugin<'_>,
    contract: &Contract,
    limits: &Limits,
) -> Result<Vec<u8>, Refusal> {
    let mut module = module(plugin, contract, limits)?;
    embed_component_metadata(
        &mut module,
        &contract.resolve,
        contract.world,
        StringEncoding::UTF8,
    )
    .map_err(encoding)?;
    ComponentEncoder::default()
        .module(&module)
        .and_then(|encoder| encoder.validate(true).encode())
        .map_err(encoding)
}

fn module(plugin: &Plugin<'_>, contract: &Contract, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let runtime = Runtime::new(plugin, contract, limits);
    let mut types = Types::new(plugin)?;
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for (ty, body) in plugin.functions.iter().zip(&plugin.bodies) {
        functions.function(*ty);
        let own = &plugin.types[*ty as usize];
        code.function(&body::rewrite(body, own, &mut types, &runtime)?);
    }
    for (params, results, function) in added(plugin, &runtime)? {
        functions.function(types.index(params, results));
        code.function(&function);
    }
    let tag = types.index(vec![], vec![]);

    let mut memories = MemorySection::new();
    memories.memory(memory::memory_type(plugin, &runtime));
    let mut tags = TagSection::new();
    if limits.mode == Mode::Throw {
        tags.tag(TagType {
            kind: TagKind::Exception,
            func_type_idx: tag,
        });
    }
    let mut module = Module::new();
    module
        .section(&types.section)
        .section(&functions)
        .section(&tables(plugin, &runtime)?)
        .section(&memories)
        .section(&tags)
        .section(&globals(plugin, &runtime)?)
        .section(&exports(&runtime))
        .section(&elements(plugin)?)
        .section(&DataCountSection {
            count: count(&plugin.data),
        })
        .section(&code)
        .section(&data(plugin)?);
    Ok(module.finish())
}

type Added = (Vec<ValType>, Vec<ValType>, Function);

/// Our functions, in the order of [`Functions`](crate::runtime::Functions).
fn added(plugin: &Plugin<'_>, runtime: &Runtime) -> Result<Vec<Added>, Refusal> {
    use ValType::{I32, I64};
    let signature = &runtime.contract.signature;
    let (params, results) = (types(signature.params())?, types(signature.results())?);
    let write = |locals: &[(u32, ValType)],
                 body: &dyn Fn(&mut wasm_encoder::InstructionSink<'_>)| {
        let mut function = Function::new(locals.iter().copied());
        body(&mut function.instructions());
        function
    };
    let mut prepare = Function::new([]);
    restore::prepare(&mut prepare, plugin, runtime)?;
    Ok(vec![
        (
            vec![I32],
            vec![],
            write(&[], &|code| runtime.give_up_function(code)),
        ),
        (
            vec![I32],
            vec![I32],
            write(&[], &|code| memory::pay_bytes(code, runtime)),
        ),
        (
            vec![I32],
            vec![I32],
            write(&[], &|code| memory::pay_elements(code, runtime)),
        ),
        (
            vec![I32],
            vec![I32],
            write(&[], &|code| memory::pay_table_growth(code, runtime)),
        ),
        (
            vec![I32],
            vec![I32],
            write(&memory::GROW_LOCALS, &|code| {
                memory::grow(code, plugin, runtime)
            }),
        ),
        (vec![], vec![], prepare),
        (vec![I32], vec![], guard::guard(runtime)?),
        (
            vec![],
            vec![],
            write(&wrap::AREA_LOCALS, &|code| {
                wrap::make_area(code, plugin, runtime)
            }),
        ),
        (
            vec![I32; 4],
            vec![I32],
            write(&wrap::REALLOC_LOCALS, &|code| {
                wrap::realloc(code, plugin, runtime)
            }),
        ),
        (
            params,
            results.clone(),
            write(&[], &|code| wrap::evaluate(code, plugin, runtime)),
        ),
        (
            results,
            vec![],
            write(&[], &|code| wrap::post_return(code, plugin, runtime)),
        ),
        (
            vec![I64],
            vec![],
            write(&[], &|code| wrap::arm(code, runtime)),
        ),
        (
            vec![],
            vec![I64],
            write(&[], &|code| wrap::fuel_used(code, runtime)),
        ),
    ])
}

/// The type section. The plugin's types keep their indices.
pub(crate) struct Types {
    section: TypeSection,
    known: Vec<(Vec<ValType>, Vec<ValType>)>,
}

impl Types {
    fn new(plugin: &Plugin<'_>) -> Result<Self, Refusal> {
        let mut all = Self {
            section: TypeSection::new(),
            known: Vec::new(),
        };
        for ty in &plugin.types {
            all.add(types(ty.params())?, types(ty.results())?);
        }
        Ok(all)
    }

    fn add(&mut self, params: Vec<ValType>, results: Vec<ValType>) {
        self.section
            .ty()
            .function(params.iter().copied(), results.iter().copied());
        self.known.push((params, results));
    }

    fn index(&mut self, params: Vec<ValType>, results: Vec<ValType>) -> u32 {
        let ty = (params, results);
        if let Some(index) = self.known.iter().position(|known| *known == ty) {
            return u32::try_from(index).unwrap_or(u32::MAX);
        }
        self.add(ty.0, ty.1);
        count(&self.known) - 1
    }

    /// A block that takes nothing and leaves `results`.
    pub(crate) fn block(&mut self, results: &[wasmparser::ValType]) -> Result<BlockType, Refusal> {
        let results = types(results)?;
        Ok(match results.as_slice() {
            [] => BlockType::Empty,
            [one] => BlockType::Result(*one),
            _ => BlockType::FunctionType(self.index(vec![], results)),
        })
    }
}

fn types(types: &[wasmparser::ValType]) -> Result<Vec<ValType>, Refusal> {
    types
        .iter()
        .map(|ty| RoundtripReencoder.val_type(*ty).map_err(encoding))
        .collect()
}

fn tables(plugin: &Plugin<'_>, runtime: &Runtime) -> Result<TableSection, Refusal> {
    let mut tables = TableSection::new();
    if let Some(table) = &plugin.table {
        let ty = RoundtripReencoder.table_type(table.ty).map_err(encoding)?;
        tables.table(memory::capped(ty, runtime));
    }
    Ok(tables)
}

/// The plugin's, and ours in the order of [`Globals`](crate::runtime::Globals).
fn globals(plugin: &Plugin<'_>, runtime: &Runtime) -> Result<GlobalSection, Refusal> {
    let mut globals = GlobalSection::new();
    for global in &plugin.globals {
        RoundtripReencoder
            .parse_global(&mut globals, global.clone())
            .map_err(encoding)?;
    }
    let (own, limits) = (&runtime.globals, runtime.limits);
    for index in own.fuel..own.fuel + GLOBALS {
        let wide = index <= own.used;
        let init = match index {
            index if index == own.io_fuel => ConstExpr::i64_const(limits.io_fuel.cast_signed()),
            index if index == own.budget => ConstExpr::i64_const(limits.fuel.cast_signed()),
            index if index == own.pages => ConstExpr::i32_const(restore::initial_pages(plugin)),
            index if index == own.reason => ConstExpr::i32_const(NONE),
            _ if wide => ConstExpr::i64_const(0),
            _ => ConstExpr::i32_const(0),
        };
        let ty = GlobalType {
            val_type: if wide { ValType::I64 } else { ValType::I32 },
            mutable: true,
            shared: false,
        };
        globals.global(ty, &init);
    }
    Ok(globals)
}

/// Only what the contract needs. None of the plugin's functions is exported.
fn exports(runtime: &Runtime) -> ExportSection {
    let (contract, functions) = (runtime.contract, &runtime.functions);
    let mut exports = ExportSection::new();
    exports
        .export("memory", ExportKind::Memory, 0)
        .export("cabi_realloc", ExportKind::Func, functions.realloc)
        .export(
            &contract.metered.evaluate,
            ExportKind::Func,
            functions.evaluate,
        )
        .export(
            &contract.metered.post_return,
            ExportKind::Func,
            functions.post_return,
        )
        .export(&contract.arm, ExportKind::Func, functions.arm)
        .export(&contract.fuel_used, ExportKind::Func, functions.fuel_used);
    exports
}

fn elements(plugin: &Plugin<'_>) -> Result<ElementSection, Refusal> {
    let mut elements = ElementSection::new();
    for element in &plugin.elements {
        RoundtripReencoder
            .parse_element(&mut elements, element.clone())
            .map_err(encoding)?;
    }
    if !plugin.referenced.is_empty() {
        elements.declared(Elements::Functions(plugin.referenced.as_slice().into()));
    }
    Ok(elements)
}

/// What is restored is copied by us; the rest by the host, once.
fn data(plugin: &Plugin<'_>) -> Result<DataSection, Refusal> {
    let mut data = DataSection::new();
    for segment in &plugin.data {
        if plugin.restorable() && matches!(segment.kind, DataKind::Active { .. }) {
            data.passive(segment.data.iter().copied());
        } else {
            RoundtripReencoder
                .parse_data(&mut data, segment.clone())
                .map_err(encoding)?;
        }
    }
    Ok(data)
}
