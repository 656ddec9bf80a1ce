//! The two worlds of a contract: what a plugin implements, and what becomes of it.
//!
//! Names, core signatures and layouts all come from the WIT. This crate knows no cart.

use thiserror::Error;
use wasmparser::{FuncType, ValType};
use wit_parser::abi::{AbiVariant, WasmType};
use wit_parser::{
    Function, InterfaceId, LiftLowerAbi, ManglingAndAbi, Resolve, SizeAlign, SourceMap, Type,
    TypeDefKind, TypeId, WasmExport, WasmExportKind, WorldId, WorldItem, WorldKey,
};

/// A contract between a shop and its plugins.
///
/// Its package has a world `plugin` that exports one interface, and for each function of it that is to be metered a
/// world of its own: `metered`, unless it is said which. Such a world exports an interface with only that function, whose
/// result is inside a `result` with an error enum of the cases `out-of-fuel`, `aborted`, `recursed-too-deep`,
/// `result-too-large` and `disabled`, and an interface `meter` with `arm: func(budget: u64)` and
/// `fuel-used: func() -> u64`.
pub struct Contract {
    pub(crate) resolve: Resolve,
    /// What metering makes.
    pub(crate) world: WorldId,
    pub(crate) sizes: SizeAlign,
    /// What the plugin exports.
    pub(crate) plugin: Names,
    /// What the metered component exports.
    pub(crate) metered: Names,
    pub(crate) arm: String,
    pub(crate) fuel_used: String,
    /// The core type of the function; the same on both sides.
    pub(crate) signature: FuncType,
    /// What the plugin's function returns.
    pub(crate) outcome: Type,
    pub(crate) result: ResultLayout,
    pub(crate) failures: Failures,
}

/// Core export names of the function.
pub(crate) struct Names {
    pub(crate) evaluate: String,
    pub(crate) post_return: String,
}

/// The metered function's result in memory.
#[derive(Clone, Copy)]
pub(crate) struct ResultLayout {
    pub(crate) size: u32,
    pub(crate) align: u32,
    /// Where the outcome, or the failure, starts.
    pub(crate) payload: u32,
    pub(crate) outcome_size: u32,
    pub(crate) outcome_align: u32,
}

/// The cases of the failure enum, by index.
#[derive(Clone, Copy)]
pub(crate) struct Failures {
    pub(crate) out_of_fuel: i32,
    pub(crate) aborted: i32,
    pub(crate) recursed_too_deep: i32,
    pub(crate) result_too_large: i32,
    pub(crate) disabled: i32,
}

/// Why a contract is none.
#[derive(Clone, Debug, Error)]
#[error("the contract cannot be used: {0}")]
pub struct ContractError(String);

fn wrong<T>(what: impl Into<String>) -> Result<T, ContractError> {
    Err(ContractError(what.into()))
}

impl Contract {
    /// Reads a contract from the files of one WIT package, given as pairs of name and text.
    ///
    /// # Errors
    /// When the WIT cannot be read, or its worlds are not as described above.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, ContractError> {
        Self::parse_world(files, "metered")
    }

    /// The same for the function that another world than `metered` has.
    ///
    /// # Errors
    /// When the WIT cannot be read, or its worlds are not as described above.
    pub fn parse_world(files: &[(&str, &str)], metered: &str) -> Result<Self, ContractError> {
        let mut source = SourceMap::new();
        for (name, text) in files {
            source.push_str(name, *text);
        }
        let group = source
            .parse()
            .map_err(|(_, error)| ContractError(error.to_string()))?;
        let mut resolve = Resolve::default();
        let package = resolve
            .push_group(group)
            .map_err(|error| ContractError(error.to_string()))?;
        let world = |name: &str| {
            let id = resolve.packages[package].worlds.get(name);
            id.copied()
                .ok_or_else(|| ContractError(format!("it has no world `{name}`")))
        };
        let (plugin_world, metered_world) = (world("plugin")?, world(metered)?);
        Self::between(resolve, plugin_world, metered_world)
    }

    fn between(
        resolve: Resolve,
        plugin_world: WorldId,
        metered_world: WorldId,
    ) -> Result<Self, ContractError> {
        let (plugin_key, plugin) = match interfaces(&resolve, plugin_world)?.as_slice() {
            [(key, interface)] => (key.clone(), *interface),
            _ => return wrong("the world `plugin` exports more or less than one interface"),
        };
        let (mut meter, mut engine) = (None, None);
        for (key, interface) in interfaces(&resolve, metered_world)? {
            match resolve.interfaces[interface].name.as_deref() {
                Some("meter") => meter = Some((key, interface)),
                _ => engine = Some((key, interface)),
            }
        }
        let (Some((meter_key, meter)), Some((engine_key, engine))) = (meter, engine) else {
            return wrong("the metered world does not export `meter` and another interface");
        };
        let engine_function = only_function(&resolve, engine)?;
        let plugin_function = resolve.interfaces[plugin]
            .functions
            .get(&engine_function.name);
        let Some(plugin_function) = plugin_function.cloned() else {
            return wrong("the world `plugin` does not have the metered world's function");
        };

        let mut sizes = SizeAlign::default();
        sizes.fill(&resolve);
        let (Some(outcome), Some(result)) = (plugin_function.result, engine_function.result) else {
            return wrong("a function of it has no result");
        };
        let failure = same_but_failing(&resolve, &plugin_function, &engine_function)?;
        Ok(Self {
            plugin: names(&resolve, &plugin_key, &plugin_function),
            metered: names(&resolve, &engine_key, &engine_function),
            arm: meter_function(
                &resolve,
                &meter_key,
                meter,
                "arm",
                [Type::U64].as_slice(),
                None,
            )?,
            fuel_used: meter_function(
                &resolve,
                &meter_key,
                meter,
                "fuel-used",
                &[],
                Some(Type::U64),
            )?,
            signature: signature(&resolve, &plugin_function, &engine_function)?,
            result: ResultLayout::new(&resolve, &sizes, &outcome, &result),
            failures: Failures::new(&resolve, failure)?,
            outcome,
            world: metered_world,
            sizes,
            resolve,
        })
    }

    /// `cabi_realloc: func(old, old_size, align, new_size) -> pointer`.
    pub(crate) fn realloc_signature(&self) -> FuncType {
        FuncType::new([ValType::I32; 4], [ValType::I32])
    }

    /// Takes what the function returned.
    pub(crate) fn post_return_signature(&self) -> FuncType {
        FuncType::new(self.signature.results().iter().copied(), [])
    }

    /// The WIT type behind its aliases.
    pub(crate) fn kind(&self, id: TypeId) -> &TypeDefKind {
        &self.resolve.types[original(&self.resolve, id)].kind
    }
}

type Export = (WorldKey, InterfaceId);

fn interfaces(resolve: &Resolve, world: WorldId) -> Result<Vec<Export>, ContractError> {
    resolve.worlds[world]
        .exports
        .iter()
        .map(|(key, item)| match item {
            WorldItem::Interface { id, .. } => Ok((key.clone(), *id)),
            _ => wrong("a world of it exports something that is no interface"),
        })
        .collect()
}

fn only_function(resolve: &Resolve, interface: InterfaceId) -> Result<Function, ContractError> {
    let functions = &resolve.interfaces[interface].functions;
    match (functions.first(), functions.len()) {
        (Some((_, function)), 1) => Ok(function.clone()),
        _ => wrong("an interface of it has more or less than one function"),
    }
}

fn names(resolve: &Resolve, key: &WorldKey, function: &Function) -> Names {
    Names {
        evaluate: export_name(resolve, key, function, WasmExportKind::Normal),
        post_return: export_name(resolve, key, function, WasmExportKind::PostReturn),
    }
}

fn export_name(resolve: &Resolve, key: &WorldKey, func: &Function, kind: WasmExportKind) -> String {
    let export = WasmExport::Func {
        interface: Some(key),
        func,
        kind,
    };
    resolve.wasm_export_name(ManglingAndAbi::Legacy(LiftLowerAbi::Sync), export)
}

fn meter_function(
    resolve: &Resolve,
    key: &WorldKey,
    interface: InterfaceId,
    name: &str,
    params: &[Type],
    result: Option<Type>,
) -> Result<String, ContractError> {
    let Some(function) = resolve.interfaces[interface].functions.get(name) else {
        return wrong(format!("`meter` has no function `{name}`"));
    };
    let types: Vec<Type> = function.params.iter().map(|param| param.ty).collect();
    if types != params || function.result != result {
        return wrong(format!("`{name}` of `meter` has another type"));
    }
    Ok(export_name(resolve, key, function, WasmExportKind::Normal))
}

/// The failure enum, when `engine` is `plugin` with its result in a `result`.
fn same_but_failing(
    resolve: &Resolve,
    plugin: &Function,
    engine: &Function,
) -> Result<TypeId, ContractError> {
    let types = |function: &Function| -> Vec<Type> {
        let params = function.params.iter();
        params.map(|param| dealias(resolve, param.ty)).collect()
    };
    if types(plugin) != types(engine) {
        return wrong("the functions of the two worlds take different things");
    }
    let result = match engine.result {
        Some(Type::Id(id)) => &resolve.types[original(resolve, id)].kind,
        _ => return wrong("the metered function returns no `result`"),
    };
    match result {
        TypeDefKind::Result(result)
            if result.ok.map(|ok| dealias(resolve, ok))
                == plugin.result.map(|outcome| dealias(resolve, outcome)) =>
        {
            match result.err {
                Some(Type::Id(failure)) => Ok(failure),
                _ => wrong("the metered function's failure is no enum"),
            }
        }
        _ => wrong("the metered function does not return the plugin's result in a `result`"),
    }
}

fn dealias(resolve: &Resolve, ty: Type) -> Type {
    match ty {
        Type::Id(id) => match resolve.types[original(resolve, id)].kind {
            TypeDefKind::Type(other) => other,
            _ => Type::Id(original(resolve, id)),
        },
        other => other,
    }
}

fn original(resolve: &Resolve, id: TypeId) -> TypeId {
    match resolve.types[id].kind {
        TypeDefKind::Type(Type::Id(other)) => original(resolve, other),
        _ => id,
    }
}

/// Both functions return a pointer to their result, or the result would have to be taken apart.
fn signature(
    resolve: &Resolve,
    plugin: &Function,
    engine: &Function,
) -> Result<FuncType, ContractError> {
    let [a, b] = [plugin, engine].map(|f| resolve.wasm_signature(AbiVariant::GuestExport, f));
    if !(a.retptr && b.retptr && a.params == b.params) {
        return wrong("its result is too small to be returned in memory");
    }
    let types = |types: &[WasmType]| -> Vec<ValType> { types.iter().map(core_type).collect() };
    Ok(FuncType::new(types(&a.params), types(&a.results)))
}

fn core_type(ty: &WasmType) -> ValType {
    match ty {
        WasmType::I32 | WasmType::Pointer | WasmType::Length => ValType::I32,
        WasmType::I64 | WasmType::PointerOrI64 => ValType::I64,
        WasmType::F32 => ValType::F32,
        WasmType::F64 => ValType::F64,
    }
}

impl ResultLayout {
    fn new(resolve: &Resolve, sizes: &SizeAlign, outcome: &Type, result: &Type) -> Self {
        let cases = match result {
            Type::Id(id) => match &resolve.types[original(resolve, *id)].kind {
                TypeDefKind::Result(result) => [result.ok, result.err],
                _ => [None; 2],
            },
            _ => [None; 2],
        };
        let payload = sizes.payload_offset(wit_parser::Int::U8, cases.iter().map(Option::as_ref));
        Self {
            size: bytes(sizes.size(result).size_wasm32()),
            align: bytes(sizes.align(result).align_wasm32()),
            payload: bytes(payload.size_wasm32()),
            outcome_size: bytes(sizes.size(outcome).size_wasm32()),
            outcome_align: bytes(sizes.align(outcome).align_wasm32()),
        }
    }
}

/// Sizes in a WIT file that somebody wrote are far from 4 GiB; one that is not cannot be instantiated.
pub(crate) fn bytes(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

impl Failures {
    fn new(resolve: &Resolve, failure: TypeId) -> Result<Self, ContractError> {
        let TypeDefKind::Enum(failure) = &resolve.types[original(resolve, failure)].kind else {
            return wrong("the metered function's failure is no enum");
        };
        let case = |name: &str| {
            let index = failure.cases.iter().position(|case| case.name == name);
            // The failure is written as one byte.
            let index = index
                .and_then(|index| u8::try_from(index).ok())
                .map(i32::from);
            index.ok_or_else(|| ContractError(format!("its failure has no case `{name}`")))
        };
        Ok(Self {
            out_of_fuel: case("out-of-fuel")?,
            aborted: case("aborted")?,
            recursed_too_deep: case("recursed-too-deep")?,
            result_too_large: case("result-too-large")?,
            disabled: case("disabled")?,
        })
    }
}
