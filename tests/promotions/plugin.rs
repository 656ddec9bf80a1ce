//! Plugins for the shop's own contract, written by hand: compilers would not write attacks.

/// Where a plugin's description is, and where its outcomes may be.
const DESCRIPTION: usize = 1024;
pub const OUTCOME: usize = 8192;

/// One rule that a plugin describes: code and English text.
pub type Rule<'a> = (&'a str, &'a str);

/// A core module.
pub struct Plugin<'a> {
    pub name: &'a str,
    pub version: &'a str,
    pub rules: &'a [Rule<'a>],
    /// Fields of the module: types, tables, globals, functions.
    pub fields: &'a str,
    /// Instructions of `evaluate`, with the cart at `$cart`. They leave a pointer to an outcome; zeros are at `OUTCOME`.
    pub evaluate: &'a str,
    /// Instructions at the start of `cabi_realloc`.
    pub realloc: &'a str,
    /// What is at `OUTCOME`.
    pub outcome: &'a [u8],
}

impl Default for Plugin<'_> {
    fn default() -> Self {
        Self {
            name: "by-hand",
            version: "1.0.0",
            rules: &[("rule", "A rule")],
            fields: "",
            evaluate: "(i32.const 8192)",
            realloc: "",
            outcome: &[],
        }
    }
}

impl Plugin<'_> {
    pub fn wasm(&self) -> Vec<u8> {
        let (description, outcome) = (escaped(&self.description()), escaped(self.outcome));
        let text = format!(
            r#"(module
  (memory (export "memory") 2)
  (global $heap (mut i32) (i32.const 32768))
  (data (i32.const {DESCRIPTION}) "{description}")
  (data (i32.const {OUTCOME}) "{outcome}")
  {fields}
  (func (export "cabi_realloc") (param $old i32) (param $size i32) (param $align i32) (param $new i32) (result i32)
    (local $at i32)
    {realloc}
    (local.set $at (i32.and (i32.add (global.get $heap) (i32.const 7)) (i32.const -8)))
    (global.set $heap (i32.add (local.get $at) (local.get $new)))
    (local.get $at))
  (func (export "spindle:promotions/rules@1.0.0#describe") (result i32) (i32.const {DESCRIPTION}))
  (func (export "spindle:promotions/rules@1.0.0#evaluate") (param $cart i32) (result i32)
    {evaluate}))"#,
            fields = self.fields,
            realloc = self.realloc,
            evaluate = self.evaluate,
        );
        wat::parse_str(&text).unwrap()
    }

    /// The record `description` of `about.wit` as it lies in memory, with all its lists behind it.
    fn description(&self) -> Vec<u8> {
        let mut memory = Memory(Vec::new());
        let root = memory.room(6);
        memory.text(root, self.name);
        memory.text(root + 8, self.version);
        let rules = memory.list(root + 16, self.rules.len(), 4);
        for (rule, (code, text)) in (0..).zip(self.rules) {
            let rule = rules + rule * 16;
            memory.text(rule, code);
            let texts = memory.list(rule + 8, 1, 4);
            memory.text(texts, "en");
            memory.text(texts + 8, text);
        }
        memory.0
    }
}

/// What begins at `DESCRIPTION`.
struct Memory(Vec<u8>);

impl Memory {
    /// Zeroed words at the end.
    fn room(&mut self, words: usize) -> usize {
        self.0.resize(self.0.len().next_multiple_of(4), 0);
        let at = self.0.len();
        self.0.resize(at + words * 4, 0);
        at
    }

    fn word(&mut self, at: usize, word: usize) {
        let word = u32::try_from(word).unwrap().to_le_bytes();
        self.0[at..at + 4].copy_from_slice(&word);
    }

    fn text(&mut self, at: usize, text: &str) {
        self.word(at, DESCRIPTION + self.0.len());
        self.word(at + 4, text.len());
        self.0.extend(text.bytes());
    }

    fn list(&mut self, at: usize, elements: usize, words: usize) -> usize {
        let list = self.room(elements * words);
        self.word(at, DESCRIPTION + list);
        self.word(at + 4, elements);
        list
    }
}

fn escaped(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("\\{byte:02x}")).collect()
}

/// What an adjustment is given for, and taken from.
#[derive(Clone, Copy)]
pub enum Cause {
    Campaign(u32),
    Rule(u32),
}

#[derive(Clone, Copy)]
pub enum Target {
    Order,
    Line(u32),
    Shipping,
}

/// The record `outcome` of `engine.wit` as it lies at [`OUTCOME`], without refused coupons and choice.
pub fn outcome(adjustments: &[(Cause, Target, u64)]) -> Vec<u8> {
    let list = u32::try_from(OUTCOME + 32).unwrap();
    let count = u32::try_from(adjustments.len()).unwrap();
    let mut bytes: Vec<u8> = [list, count, 0, 0, 0, 0, 0, 0]
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .collect();
    for (cause, target, amount) in adjustments {
        let (cause, index) = match cause {
            Cause::Campaign(index) => (0, *index),
            Cause::Rule(index) => (1, *index),
        };
        let (target, line) = match target {
            Target::Order => (0, 0),
            Target::Line(index) => (1, *index),
            Target::Shipping => (2, 0),
        };
        let words: [u32; 4] = [cause, index, target, line];
        bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        bytes.extend(amount.to_le_bytes());
    }
    bytes
}
