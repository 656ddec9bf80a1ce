//! `spindle promotion …`: what the library does, as text.

use std::path::Path;

use anyhow::{Context, Result, bail};
use cli::promotion::{self, Plugin};
use serde_json::Value;

use crate::arguments::Promotion;

/// What to print. Blocks.
pub(super) fn run(command: Promotion) -> Result<String> {
    match command {
        Promotion::New { name, language } => {
            let folder = promotion::new(&std::env::current_dir()?, &name, language)?;
            Ok(format!(
                "{} is there: read its README.md.\n",
                folder.display()
            ))
        }
        Promotion::Check { plugin, limits } => {
            Ok(promotion::sheet(&Plugin::load(&plugin, &limits.limits())?))
        }
        Promotion::Run {
            plugin,
            cart,
            json,
            limits,
        } => {
            let plugin = Plugin::load(&plugin, &limits.limits())?;
            let cart = read_cart(&cart)?;
            let ran = promotion::run(&plugin, &cart, limits.budget())?;
            match json {
                true => promotion::as_json(&ran, &plugin, &cart),
                false => promotion::as_text(&ran, &plugin, &cart),
            }
        }
        Promotion::Test {
            plugin,
            folder,
            bless,
            limits,
        } => {
            let plugin = Plugin::load(&plugin, &limits.limits())?;
            let tested = promotion::test(&plugin, &folder, limits.budget(), bless)?;
            report(&tested)
        }
        Promotion::Install {
            plugin,
            tenant,
            limits,
            shop,
        } => {
            let (folder, budget) = (shop.folder(), limits.budget());
            let done = promotion::install(&folder, &tenant, &plugin, &limits.limits(), budget)?;
            let verb = if done.replaced { "replace" } else { "become" };
            Ok(format!(
                "{} {} {verb} the promotions of {tenant} at the next start.\n{}\ndigest {}\n",
                done.description.name,
                done.description.version,
                done.file.display(),
                done.digest
            ))
        }
        Promotion::Remove { tenant, shop } => {
            promotion::remove(&shop.folder(), &tenant)?;
            Ok(format!(
                "{tenant} has the built-in promotions again at the next start.\n"
            ))
        }
        Promotion::Enable { tenant, database } => {
            tokio::runtime::Handle::current().block_on(promotion::enable(&database.url, &tenant))
        }
        Promotion::List { json, shop } => {
            let listed = promotion::list(&shop.folder())?;
            match json {
                true => Ok(format!("{}\n", serde_json::to_string_pretty(&listed)?)),
                false => Ok(promotion::table(&listed)),
            }
        }
    }
}

/// Golden carts are carts, too.
fn read_cart(file: &Path) -> Result<Value> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let mut json: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
    Ok(match json.get_mut("cart") {
        Some(cart) => cart.take(),
        None => json,
    })
}

fn report(tested: &[promotion::Tested]) -> Result<String> {
    let mut text = String::new();
    for test in tested {
        match &test.difference {
            None => text += &format!("ok      {} (fuel {})\n", test.name, test.fuel),
            Some(difference) => text += &format!("DIFFERS {}: {difference}\n", test.name),
        }
    }
    let differing = tested
        .iter()
        .filter(|test| test.difference.is_some())
        .count();
    if differing > 0 {
        bail!("{text}{differing} of {} golden carts differ.", tested.len());
    }
    Ok(format!(
        "{text}{} golden carts are as expected.\n",
        tested.len()
    ))
}
