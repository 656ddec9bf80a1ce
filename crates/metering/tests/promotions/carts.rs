//! Carts, whatever fields they have: the contract grows, and these tests with it.

use wasmtime::component::{Type, Val};

/// Splitmix64.
pub struct Random(pub u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// Some value of the type. Lists have up to eight elements, numbers are small enough to be added up.
pub fn arbitrary(ty: &Type, random: &mut Random) -> Val {
    match ty {
        Type::Bool => Val::Bool(random.below(2) == 1),
        Type::U8 => Val::U8(small(random)),
        Type::U16 => Val::U16(small(random)),
        Type::U32 => Val::U32(small(random)),
        Type::U64 => Val::U64(random.below(1_000_000)),
        Type::S32 => Val::S32(i32::from(small::<u8>(random))),
        Type::S64 => Val::S64(i64::from(small::<u8>(random))),
        Type::String => Val::String(word(random)),
        Type::List(list) => {
            let len = random.below(9);
            Val::List((0..len).map(|_| arbitrary(&list.ty(), random)).collect())
        }
        Type::Record(record) => Val::Record(
            record
                .fields()
                .map(|field| (field.name.to_owned(), arbitrary(&field.ty, random)))
                .collect(),
        ),
        Type::Option(option) => {
            let some = random.below(3) > 0;
            Val::Option(some.then(|| Box::new(arbitrary(&option.ty(), random))))
        }
        Type::Enum(cases) => {
            let names: Vec<_> = cases.names().collect();
            Val::Enum(pick(&names, random).to_string())
        }
        Type::Variant(variant) => {
            let cases: Vec<_> = variant.cases().collect();
            let case = pick(&cases, random);
            let payload = case.ty.as_ref().map(|ty| Box::new(arbitrary(ty, random)));
            Val::Variant(case.name.to_owned(), payload)
        }
        other => panic!("carts have had no {other:?} so far"),
    }
}

fn small<T: From<u8>>(random: &mut Random) -> T {
    T::from(u8::try_from(random.below(100)).unwrap())
}

/// Few, so that they come again.
fn word(random: &mut Random) -> String {
    pick(&["", "tea", "mugs", "Grüner Tee", "茶"], random).to_string()
}

fn pick<'a, T>(from: &'a [T], random: &mut Random) -> &'a T {
    let len = u64::try_from(from.len()).unwrap();
    &from[usize::try_from(random.below(len)).unwrap()]
}
