//! The Rust side of Spin's WIT interfaces. The only place that calls `bindgen!`.

wasmtime::component::bindgen!({
    path: [
        "wit/deps/spin-postgres@4.2.0",
        "wit/deps/spin-key-value@3.0.0",
        "wit/deps/spin-variables@3.0.0",
    ],
    inline: "
        package spindle:host;
        world imports {
            import spin:postgres/postgres@4.2.0;
            import spin:key-value/key-value@3.0.0;
            import spin:variables/variables@3.0.0;
        }
    ",
    world: "spindle:host/imports",
    imports: {
        "spin:postgres/postgres.[method]connection-builder.build-async": store | trappable,
        "spin:postgres/postgres.[static]connection.open-async": store | trappable,
        "spin:postgres/postgres.[method]connection.query-async": store | trappable,
        "spin:postgres/postgres.[method]connection.execute-async": store | trappable,
        "spin:key-value/key-value.[static]store.open": store | trappable,
        "spin:key-value/key-value.[method]store.get": store | trappable,
        "spin:key-value/key-value.[method]store.set": store | trappable,
        "spin:key-value/key-value.[method]store.delete": store | trappable,
        "spin:key-value/key-value.[method]store.exists": store | trappable,
        "spin:key-value/key-value.[method]store.get-keys": store | trappable,
        "spin:variables/variables.get": store | trappable,
        default: trappable,
    },
    with: {
        "spin:postgres/postgres.connection": crate::postgres::Connection,
        "spin:postgres/postgres.connection-builder": crate::postgres::ConnectionBuilder,
        "spin:key-value/key-value.store": crate::key_value::Store,
    },
});
