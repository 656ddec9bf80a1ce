//! Takes the one core module out of what a tenant hands in, and throws the rest away.
//!
//! A component's wrapper can rename, lift and connect things. We write our own, so nothing of the tenant's has to
//! be understood, except that there is exactly one module and nothing that it could call.

use wasmparser::component_types::ComponentEntityType;
use wasmparser::types::TypesRef;
use wasmparser::{Parser, Payload, Validator, WasmFeatures};

use crate::refusal::malformed;
use crate::validate::FEATURES;
use crate::{Limits, Refusal};

/// The bytes of the core module in `bytes`.
pub(crate) fn core_module<'a>(bytes: &'a [u8], limits: &Limits) -> Result<&'a [u8], Refusal> {
    if bytes.len() > limits.upload_bytes {
        return Err(Refusal::TooManyBytes {
            bytes: bytes.len(),
            most: limits.upload_bytes,
        });
    }
    if Parser::is_core_wasm(bytes) {
        return Ok(bytes);
    }

    let types = Validator::new_with_features(FEATURES.union(WasmFeatures::COMPONENT_MODEL))
        .validate_all(bytes)
        .map_err(malformed)?;
    let mut modules = Vec::new();
    let mut depth = 0_u32;
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.map_err(malformed)? {
            // A nested component can only import what the outermost one has.
            Payload::ComponentImportSection(imports) if depth == 0 => {
                for import in imports {
                    refuse_import(import.map_err(malformed)?.name.name, types.as_ref())?;
                }
            }
            Payload::ComponentSection { .. } => depth += 1,
            Payload::ModuleSection {
                unchecked_range, ..
            } => {
                depth += 1;
                modules.push(unchecked_range);
            }
            Payload::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let [range] = modules.as_slice() else {
        return Err(Refusal::Modules {
            count: modules.len(),
        });
    };
    usize::try_from(range.start)
        .ok()
        .zip(usize::try_from(range.end).ok())
        .and_then(|(start, end)| bytes.get(start..end))
        .ok_or_else(|| Refusal::Malformed {
            reason: "the core module is cut off".to_owned(),
        })
}

/// Types are all that may come in: an interface that only names them holds nothing to call.
fn refuse_import(name: &str, types: TypesRef<'_>) -> Result<(), Refusal> {
    let harmless = match types.component_item_for_import(name).map(|item| item.ty) {
        Some(ComponentEntityType::Type { .. }) => true,
        Some(ComponentEntityType::Instance(id)) => types[id]
            .exports
            .values()
            .all(|item| matches!(item.ty, ComponentEntityType::Type { .. })),
        _ => false,
    };
    if harmless {
        return Ok(());
    }
    Err(Refusal::Import {
        name: name.to_owned(),
    })
}
