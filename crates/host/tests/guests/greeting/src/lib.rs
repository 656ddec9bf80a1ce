//! A plugin without imports, for `wasm32-unknown-unknown`.

wit_bindgen::generate!({ path: "../../wit", world: "greeting" });

struct Plugin;

impl exports::test::greeting::greet::Guest for Plugin {
    fn greet(name: String) -> String {
        format!("hello, {name}")
    }
}

export!(Plugin);
