//! What a component says about itself, and whether that can be shown to people.

use anyhow::{Context, Result, bail};
use domain::promotion::Rule;
use serde::{Deserialize, Serialize};
use serde_json::Value;

const NAME_MAX: usize = 64;
const VERSION_MAX: usize = 32;
const RULES_MAX: usize = 100;
const LANGUAGES_MAX: usize = 20;
const TEXT_MAX: usize = 200;
/// Of the whole description as JSON: it is read for every price.
const JSON_MAX: usize = 16 * 1024;

/// Who a component is, and in which words its rules are explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// "acme-tiers"
    pub name: String,
    /// "1.4.0"
    pub version: String,
    /// In the order of their indices.
    pub rules: Vec<Rule>,
}

impl Description {
    /// Takes what `describe` returned, when it keeps to the contract's bounds.
    pub(super) fn new(said: Value) -> Result<Self> {
        let bytes = said.to_string().len();
        if bytes > JSON_MAX {
            bail!("its description has {bytes} bytes as JSON, and may have {JSON_MAX}");
        }
        let description: Self =
            serde_json::from_value(said).context("its description is not the contract's")?;
        description.check()?;
        Ok(description)
    }

    fn check(&self) -> Result<()> {
        word("its name", &self.name, NAME_MAX, "-")?;
        word("its version", &self.version, VERSION_MAX, "-_.+")?;
        if self.rules.len() > RULES_MAX {
            bail!(
                "it has {} rules, and may have {RULES_MAX}",
                self.rules.len()
            );
        }
        for (index, rule) in self.rules.iter().enumerate() {
            let place = format!("the code of rule {index}");
            word(&place, &rule.code, NAME_MAX, "-_.")?;
            if self.rules[..index]
                .iter()
                .any(|other| other.code == rule.code)
            {
                bail!("two of its rules have the code {}", rule.code);
            }
            texts(rule)?;
        }
        Ok(())
    }
}

fn texts(rule: &Rule) -> Result<()> {
    let code = &rule.code;
    match rule.texts.len() {
        0 => bail!("its rule {code} has no text"),
        count if count > LANGUAGES_MAX => {
            bail!("its rule {code} has {count} texts, and may have {LANGUAGES_MAX}")
        }
        _ => {}
    }
    for (index, text) in rule.texts.iter().enumerate() {
        word(
            &format!("a language of its rule {code}"),
            &text.language,
            35,
            "-",
        )?;
        let again = |other: &&domain::promotion::Text| other.language == text.language;
        if rule.texts[..index].iter().any(|other| again(&other)) {
            bail!("its rule {code} has two texts in {}", text.language);
        }
        let length = text.text.chars().count();
        if length == 0 || length > TEXT_MAX || text.text.chars().any(char::is_control) {
            bail!(
                "the {} text of its rule {code} must have 1 to {TEXT_MAX} characters, and no control characters",
                text.language
            );
        }
    }
    Ok(())
}

fn word(place: &str, word: &str, most: usize, besides: &str) -> Result<()> {
    let legal = |c: char| c.is_ascii_alphanumeric() || besides.contains(c);
    if word.is_empty() || word.len() > most || !word.chars().all(legal) {
        let shown: String = word
            .chars()
            .take(most)
            .filter(|c| !c.is_control())
            .collect();
        bail!("{place} must have 1 to {most} of a-z, A-Z, 0-9 and {besides}, and is `{shown}`");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]

    use serde_json::{Value, json};

    use super::Description;

    fn described(change: impl FnOnce(&mut Value)) -> Result<Description, String> {
        let mut said = json!({
            "name": "acme-tiers", "version": "1.4.0",
            "rules": [{ "code": "tea", "texts": [{ "language": "en", "text": "10 % off tea" }] }],
        });
        change(&mut said);
        Description::new(said).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn a_description_is_bounded() {
        assert_eq!(described(|_| ()).unwrap().rules[0].code, "tea");
        for (place, value, problem) in [
            ("/name", json!("acme tiers"), "its name must have 1 to 64"),
            ("/name", json!(""), "its name must have 1 to 64"),
            ("/version", json!("1\n"), "its version must have 1 to 32"),
            (
                "/rules/0/code",
                json!("a/b"),
                "the code of rule 0 must have",
            ),
            ("/rules/0/texts", json!([]), "its rule tea has no text"),
            (
                "/rules/0/texts/0/text",
                json!("x".repeat(201)),
                "must have 1 to 200",
            ),
            (
                "/rules/0/texts/0/text",
                json!("a\u{7}"),
                "no control characters",
            ),
            (
                "/rules/0/texts/0/language",
                json!("e n"),
                "a language of its rule tea",
            ),
            (
                "/rules",
                json!(vec![json!({"code": "a", "texts": []}); 101]),
                "it has 101 rules",
            ),
        ] {
            let refused = described(|said| *said.pointer_mut(place).unwrap() = value);
            let refused = refused.unwrap_err();
            assert!(refused.contains(problem), "{place}: {refused}");
        }
        let twice = described(|said| {
            let rule = said["rules"][0].clone();
            said["rules"].as_array_mut().unwrap().push(rule);
        });
        assert_eq!(twice.unwrap_err(), "two of its rules have the code tea");
    }
}
