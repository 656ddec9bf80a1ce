//! `spindle promotion`: promotions that tenants write, from an empty folder to a shop.
//!
//! A plugin is somebody's else's program, and here is where it comes in. Nothing of it runs before it has been metered
//! (`crates/metering`), and what runs then has nothing to call. The shop itself knows of it only by `spin.toml`.

mod contract;
mod describe;
mod enable;
mod golden;
mod install;
mod list;
mod manifest;
mod new;
mod plugin;
mod run;
mod sandbox;
mod values;

pub use describe::Description;
pub use enable::enable;
pub use golden::{Tested, test};
pub use install::{Budget, Done, Record, Step, install, install_stepwise, remove};
pub use list::{Listed, list, table};
pub use metering::Limits;
pub use new::{Language, new};
pub use plugin::Plugin;
pub use run::{Ran, as_json, as_text, run};

/// What `check` prints about a plugin that could be installed.
pub fn sheet(plugin: &Plugin) -> String {
    let (description, report) = (&plugin.description, &plugin.report);
    let limits = &report.limits;
    let mut text = format!("{} {}\n", description.name, description.version);
    for rule in &description.rules {
        let first = rule.texts.first().map_or("", |text| &text.text);
        let languages: Vec<&str> = rule
            .texts
            .iter()
            .map(|text| text.language.as_str())
            .collect();
        text += &format!(
            "  rule {:<24} {first} ({})\n",
            rule.code,
            languages.join(", ")
        );
    }
    text += &format!(
        "\nimports    none\nworld      plugin of {}\nsize       {} bytes, {} functions; metered {} bytes\n\
         memory     {} KiB at first, at most {} KiB\nfuel       at most {} for one evaluation\n\
         stack      {} units\nresult     at most {} bytes\nstate      {}\nmetered by {}\ndigest     {}\n",
        contract::PACKAGE,
        report.plugin_bytes,
        report.functions,
        report.component_bytes,
        report.initial_pages * 64,
        u64::from(limits.memory_pages) * 64,
        limits.fuel,
        limits.stack_units,
        limits.output_bytes,
        if limits.fresh {
            "none: every cart starts afresh"
        } else {
            "kept between carts"
        },
        report.tool,
        report.component_sha256,
    );
    text
}
