//! Strings with `{{ name }}` in them, as Spin allows in component variables and in `allowed_outbound_hosts`.

use std::collections::BTreeMap;

/// A parsed template over the application's variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Variable(String),
}

impl Template {
    /// # Errors
    /// A sentence fragment that says what is wrong with `text`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after
                .split_once("}}")
                .ok_or_else(|| format!("`{text}` opens `{{{{` and never closes it"))?;
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(Part::Variable(name.trim().to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self(parts))
    }

    /// The names of the variables it uses.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Variable(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The text with every variable replaced. `load` has checked that all names exist.
    pub(crate) fn resolve(&self, values: &BTreeMap<String, String>) -> String {
        self.0
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.as_str(),
                Part::Variable(name) => values.get(name).map_or("", String::as_str),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]

    use super::Template;

    #[test]
    fn a_template_is_text_with_variables() {
        let values = [
            ("host".to_owned(), "db".to_owned()),
            ("port".to_owned(), "1".to_owned()),
        ]
        .into();
        for (text, names, resolved) in [
            ("plain", vec![], "plain"),
            ("{{ host }}", vec!["host"], "db"),
            (
                "postgres://{{host}}:{{ port }}/x",
                vec!["host", "port"],
                "postgres://db:1/x",
            ),
            ("", vec![], ""),
        ] {
            let template = Template::parse(text).unwrap();

            assert_eq!(template.names().collect::<Vec<_>>(), names);
            assert_eq!(template.resolve(&values), resolved);
        }
        assert!(Template::parse("{{ open").is_err());
    }
}
