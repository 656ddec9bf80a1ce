//! Reading one TOML table key by key, so that a key nobody took is refused by name.

use crate::Error;

/// What remains to be read of one table of `spin.toml`.
pub(super) struct Keys {
    place: String,
    table: toml::Table,
}

impl Keys {
    /// `place` names the table in every sentence, for instance `spin.toml: [component.cart]`.
    pub(super) fn new(place: impl Into<String>, value: toml::Value) -> Result<Self, Error> {
        let place = place.into();
        match value {
            toml::Value::Table(table) => Ok(Self { place, table }),
            other => Err(Error::Manifest(format!(
                "{place} must be a table, not {}",
                kind(&other)
            ))),
        }
    }

    /// The same table under a better name.
    pub(super) fn at(self, place: String) -> Self {
        Self { place, ..self }
    }

    /// The sentence `<place> <problem>` as an error.
    pub(super) fn error(&self, problem: impl std::fmt::Display) -> Error {
        Error::Manifest(format!("{} {problem}", self.place))
    }

    pub(super) fn take(&mut self, key: &str) -> Option<toml::Value> {
        self.table.remove(key)
    }

    pub(super) fn text(&mut self, key: &str) -> Result<Option<String>, Error> {
        match self.take(key) {
            None => Ok(None),
            Some(toml::Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong_kind(key, "a string", &other)),
        }
    }

    pub(super) fn required_text(&mut self, key: &str) -> Result<String, Error> {
        self.text(key)?
            .ok_or_else(|| self.error(format!("needs `{key}`")))
    }

    pub(super) fn flag(&mut self, key: &str) -> Result<Option<bool>, Error> {
        match self.take(key) {
            None => Ok(None),
            Some(toml::Value::Boolean(flag)) => Ok(Some(flag)),
            Some(other) => Err(self.wrong_kind(key, "true or false", &other)),
        }
    }

    pub(super) fn texts(&mut self, key: &str) -> Result<Vec<String>, Error> {
        let Some(value) = self.take(key) else {
            return Ok(Vec::new());
        };
        let toml::Value::Array(items) = value else {
            return Err(self.wrong_kind(key, "a list of strings", &value));
        };
        let as_text = |item| match item {
            toml::Value::String(text) => Ok(text),
            other => Err(self.wrong_kind(key, "a list of strings", &other)),
        };
        items.into_iter().map(as_text).collect()
    }

    /// The entries of the table `key`; none if it is absent.
    pub(super) fn entries(&mut self, key: &str) -> Result<toml::Table, Error> {
        match self.take(key) {
            None => Ok(toml::Table::new()),
            Some(toml::Value::Table(table)) => Ok(table),
            Some(other) => Err(self.wrong_kind(key, "a table", &other)),
        }
    }

    /// The name of some key nobody has taken.
    pub(super) fn any_left(&self) -> Option<&str> {
        self.table.keys().next().map(String::as_str)
    }

    /// Refuses what is left: `spin_has` are keys of Spin that this host does not implement, anything else is unknown.
    pub(super) fn finish(self, spin_has: &[&str]) -> Result<(), Error> {
        match self.any_left() {
            None => Ok(()),
            Some(key) if spin_has.contains(&key) => Err(self.error(format!(
                "has `{key}`, which the local host does not support"
            ))),
            Some(key) => Err(self.error(format!("has the unknown key `{key}`"))),
        }
    }

    fn wrong_kind(&self, key: &str, wanted: &str, found: &toml::Value) -> Error {
        self.error(format!("needs {wanted} as `{key}`, not {}", kind(found)))
    }
}

/// A TOML value's kind with its article.
pub(super) fn kind(value: &toml::Value) -> &'static str {
    match value {
        toml::Value::String(_) => "a string",
        toml::Value::Integer(_) => "an integer",
        toml::Value::Float(_) => "a float",
        toml::Value::Boolean(_) => "a boolean",
        toml::Value::Datetime(_) => "a date",
        toml::Value::Array(_) => "a list",
        toml::Value::Table(_) => "a table",
    }
}
