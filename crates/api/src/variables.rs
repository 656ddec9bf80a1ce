//! Settings from `spin.toml`, `[component.X.variables]`.

use std::fmt::Display;
use std::str::FromStr;

use crate::Fault;

/// The value of a component variable.
///
/// Nothing is cached: each call asks the host, which may ask a vault. A variable the manifest does
/// not give to this component is a [`Fault::Bug`]; a provider that is down is
/// [`Fault::Unavailable`].
pub async fn get(name: &str) -> Result<String, Fault> {
    read(name).await
}

/// A variable that is a number, or anything else that parses; if it does not, [`Fault::Bug`]. The value itself is
/// not repeated in the fault, for it may be a secret.
pub async fn get_parsed<T>(name: &str) -> Result<T, Fault>
where
    T: FromStr,
    T::Err: Display,
{
    let text = read(name).await?;
    text.trim()
        .parse()
        .map_err(|problem| Fault::Bug(format!("variable `{name}`: {problem}")))
}

#[cfg(target_arch = "wasm32")]
async fn read(name: &str) -> Result<String, Fault> {
    use spin_sdk::variables::Error;

    spin_sdk::variables::get(name)
        .await
        .map_err(|error| match error {
            Error::Provider(problem) => Fault::unavailable(format!("variable `{name}`: {problem}")),
            Error::InvalidName(_) | Error::Undefined(_) | Error::Other(_) => {
                Fault::Bug(format!("variable `{name}`: {error}"))
            }
        })
}

/// Outside a component there is no manifest; unit tests set values for their own thread.
#[cfg(not(target_arch = "wasm32"))]
async fn read(name: &str) -> Result<String, Fault> {
    native::get(name).ok_or_else(|| Fault::Bug(format!("variable `{name}`: not set")))
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    thread_local! {
        static VALUES: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
    }

    pub(super) fn get(name: &str) -> Option<String> {
        VALUES.with_borrow(|values| values.get(name).cloned())
    }

    #[cfg(test)]
    pub(super) fn set(name: &str, value: &str) {
        VALUES.with_borrow_mut(|values| values.insert(name.to_owned(), value.to_owned()));
    }
}

/// Sets a variable for the tests of this thread.
#[cfg(test)]
pub(crate) fn set(name: &str, value: &str) {
    native::set(name, value);
}
