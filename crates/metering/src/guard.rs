//! Looks at a result before anybody copies it.
//!
//! The code that lifts a result out of a plugin's memory is the host's, and no fuel pays for it: twenty thousand
//! list elements that all point to one text of a megabyte are twenty gigabytes to copy. So a walk, generated from the
//! WIT type, adds up the bytes of all lists and texts as often as they are named. On its way it finds pointers,
//! discriminants and characters that would make the host trap. Not whether texts are UTF-8.

use wasm_encoder::{BlockType, Function, InstructionSink, MemArg, ValType};
use wit_parser::{Type, TypeDefKind};

use crate::Refusal;
use crate::contract::{Contract, bytes};
use crate::memory::outside;
use crate::runtime::Runtime;

/// `(pointer)`: gives up when the plugin's result at `pointer` is too large, or none.
pub(crate) fn guard(runtime: &Runtime) -> Result<Function, Refusal> {
    let contract = runtime.contract;
    let mut walk = Walk {
        bytes: Vec::new(),
        locals: vec![ValType::I64],
        runtime,
        contract,
    };
    let layout = contract.result;
    walk.refuse_misplaced(POINTER, layout.outcome_align, |code| {
        code.i64_const(layout.outcome_size.into());
    });
    walk.value(&contract.outcome, POINTER, 0)?;
    InstructionSink::new(&mut walk.bytes).end();

    let mut function = Function::new_with_locals_types(walk.locals);
    function.raw(walk.bytes);
    Ok(function)
}

/// The parameter: where the result is.
const POINTER: u32 = 0;
/// i64: bytes of lists and texts so far.
const TOTAL: u32 = 1;

struct Walk<'a> {
    bytes: Vec<u8>,
    /// Types of the locals after the parameter.
    locals: Vec<ValType>,
    runtime: &'a Runtime<'a>,
    contract: &'a Contract,
}

impl Walk<'_> {
    fn code(&mut self) -> InstructionSink<'_> {
        InstructionSink::new(&mut self.bytes)
    }

    fn local(&mut self, ty: ValType) -> u32 {
        self.locals.push(ty);
        crate::plugin::count(&self.locals)
    }

    fn size(&self, ty: &Type) -> u32 {
        bytes(self.contract.sizes.size(ty).size_wasm32())
    }

    fn align(&self, ty: &Type) -> u32 {
        bytes(self.contract.sizes.align(ty).align_wasm32())
    }

    /// Looks at the value of type `ty` that is `offset` bytes behind what the local `base` points to.
    fn value(&mut self, ty: &Type, base: u32, offset: u32) -> Result<(), Refusal> {
        let id = match ty {
            Type::Char => {
                self.character(base, offset);
                return Ok(());
            }
            Type::String => return self.list(&Type::U8, base, offset),
            Type::Id(id) => *id,
            Type::ErrorContext => return unsupported("error-context"),
            _ => return Ok(()),
        };
        let contract = self.contract;
        match contract.kind(id) {
            TypeDefKind::Record(record) => {
                self.fields(record.fields.iter().map(|field| &field.ty), base, offset)
            }
            TypeDefKind::Tuple(tuple) => self.fields(tuple.types.iter(), base, offset),
            TypeDefKind::Flags(_) => Ok(()),
            TypeDefKind::Enum(cases) => {
                self.discriminant(cases.tag(), cases.cases.len(), base, offset);
                Ok(())
            }
            TypeDefKind::Variant(variant) => {
                let cases: Vec<_> = variant.cases.iter().map(|case| case.ty.as_ref()).collect();
                self.cases(variant.tag(), &cases, base, offset)
            }
            TypeDefKind::Option(some) => {
                self.cases(wit_parser::Int::U8, &[None, Some(some)], base, offset)
            }
            TypeDefKind::Result(result) => {
                let cases = [result.ok.as_ref(), result.err.as_ref()];
                self.cases(wit_parser::Int::U8, &cases, base, offset)
            }
            TypeDefKind::List(element) => self.list(element, base, offset),
            TypeDefKind::Type(other) => self.value(other, base, offset),
            other => unsupported(other.as_str()),
        }
    }

    fn fields<'t>(
        &mut self,
        types: impl Iterator<Item = &'t Type>,
        base: u32,
        offset: u32,
    ) -> Result<(), Refusal> {
        for (at, ty) in self.contract.sizes.field_offsets(types) {
            self.value(ty, base, offset + bytes(at.size_wasm32()))?;
        }
        Ok(())
    }

    fn cases(
        &mut self,
        tag: wit_parser::Int,
        cases: &[Option<&Type>],
        base: u32,
        offset: u32,
    ) -> Result<(), Refusal> {
        self.discriminant(tag, cases.len(), base, offset);
        let payload = self
            .contract
            .sizes
            .payload_offset(tag, cases.iter().copied());
        let payload = offset + bytes(payload.size_wasm32());
        for (case, ty) in (0_i32..).zip(cases) {
            let Some(ty) = ty else { continue };
            let mut code = self.code();
            load(&mut code, tag, base, offset);
            code.i32_const(case).i32_eq().if_(BlockType::Empty);
            self.value(ty, base, payload)?;
            self.code().end();
        }
        Ok(())
    }

    /// Refuses a discriminant that no case has.
    fn discriminant(&mut self, tag: wit_parser::Int, cases: usize, base: u32, offset: u32) {
        let mut code = self.code();
        load(&mut code, tag, base, offset);
        code.i32_const(bytes(cases).cast_signed()).i32_ge_u();
        self.refuse_if(self.runtime.failures.aborted);
    }

    fn character(&mut self, base: u32, offset: u32) {
        const SURROGATES: i32 = 0xd800;
        const LAST: i32 = 0x10_ffff;
        let mut code = self.code();
        load(&mut code, wit_parser::Int::U32, base, offset);
        code.i32_const(LAST).i32_gt_u();
        load(&mut code, wit_parser::Int::U32, base, offset);
        code.i32_const(SURROGATES)
            .i32_sub()
            .i32_const(0x800)
            .i32_lt_u()
            .i32_or();
        self.refuse_if(self.runtime.failures.aborted);
    }

    /// Adds up a list, refuses one that is not inside the memory, and looks at its elements.
    fn list(&mut self, element: &Type, base: u32, offset: u32) -> Result<(), Refusal> {
        let (cursor, len) = (self.local(ValType::I32), self.local(ValType::I64));
        let size = self.size(element);
        let most = self.runtime.limits.output_bytes;
        self.code()
            .local_get(base)
            .i32_load(at(offset, 2))
            .local_set(cursor)
            .local_get(base)
            .i32_load(at(offset + 4, 2))
            .i64_extend_i32_u()
            .i64_const(size.into())
            .i64_mul()
            .local_tee(len)
            .local_get(TOTAL)
            .i64_add()
            .local_tee(TOTAL)
            .i64_const(most.into())
            .i64_gt_u();
        self.refuse_if(self.runtime.failures.result_too_large);
        self.refuse_misplaced(cursor, self.align(element), |code| {
            code.local_get(len);
        });
        if self.has_to_be_walked(element) {
            self.elements(element, cursor, len)?;
        }
        Ok(())
    }

    /// There are not many: each has at least one byte, and their sum has been looked at.
    fn elements(&mut self, element: &Type, cursor: u32, len: u32) -> Result<(), Refusal> {
        let size = self.size(element);
        self.code()
            .block(BlockType::Empty)
            .loop_(BlockType::Empty)
            .local_get(len)
            .i64_eqz()
            .br_if(1);
        self.value(element, cursor, 0)?;
        self.code()
            .local_get(cursor)
            .i32_const(size.cast_signed())
            .i32_add()
            .local_set(cursor)
            .local_get(len)
            .i64_const(size.into())
            .i64_sub()
            .local_set(len)
            .br(0)
            .end()
            .end();
        Ok(())
    }

    /// Numbers can be anything.
    fn has_to_be_walked(&self, ty: &Type) -> bool {
        let Type::Id(id) = ty else {
            return matches!(ty, Type::Char | Type::String);
        };
        match self.contract.kind(*id) {
            TypeDefKind::Record(record) => record
                .fields
                .iter()
                .any(|field| self.has_to_be_walked(&field.ty)),
            TypeDefKind::Tuple(tuple) => tuple.types.iter().any(|ty| self.has_to_be_walked(ty)),
            TypeDefKind::Flags(_) => false,
            TypeDefKind::Type(other) => self.has_to_be_walked(other),
            _ => true,
        }
    }

    /// Refuses what is not aligned, or not inside the memory as a whole.
    fn refuse_misplaced(
        &mut self,
        pointer: u32,
        align: u32,
        len: impl Fn(&mut InstructionSink<'_>),
    ) {
        let mut code = self.code();
        code.local_get(pointer)
            .i32_const((align - 1).cast_signed())
            .i32_and();
        outside(
            &mut code,
            |code| {
                code.local_get(pointer).i64_extend_i32_u();
            },
            len,
        );
        code.i32_or();
        self.refuse_if(self.runtime.failures.aborted);
    }

    /// Gives up when the i32 on the stack is not zero.
    fn refuse_if(&mut self, failure: i32) {
        let runtime = self.runtime;
        let mut code = self.code();
        code.if_(BlockType::Empty);
        runtime.give_up(&mut code, failure);
        code.end();
    }
}

fn load(code: &mut InstructionSink<'_>, int: wit_parser::Int, base: u32, offset: u32) {
    use wit_parser::Int;
    code.local_get(base);
    match int {
        Int::U8 => code.i32_load8_u(at(offset, 0)),
        Int::U16 => code.i32_load16_u(at(offset, 1)),
        Int::U32 | Int::U64 => code.i32_load(at(offset, 2)),
    };
}

/// `offset` bytes behind the address on the stack.
pub(crate) fn at(offset: u32, align: u32) -> MemArg {
    MemArg {
        offset: offset.into(),
        align,
        memory_index: 0,
    }
}

fn unsupported(what: &str) -> Result<(), Refusal> {
    Err(Refusal::Encoding {
        reason: format!("a result cannot contain a value of type {what}"),
    })
}
