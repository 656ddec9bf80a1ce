//! Countries: their codes, and what an address in each of them needs.

mod rules;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use rules::{Rules, rules};

/// A country of ISO 3166-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    alpha2: &'static str,
}

/// What is wrong with a part of an address, to follow the part's name: "is required".
pub type Problem = String;

impl Country {
    /// The country with this alpha-2 or alpha-3 code or English name ("US", "usa",
    /// "United States"); case, spaces and dots do not matter. `None` for everything else.
    pub fn named(written: &str) -> Option<Self> {
        let letters: String = written
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | '-' | '\'' | '(' | ')'))
            .flat_map(char::to_lowercase)
            .collect();
        // The library knows numeric codes, too; in an address they are a slip.
        if letters.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // Reserved for the United Kingdom, and what many write.
        let letters = if letters == "uk" { "gb" } else { &letters };
        celes::Country::from_str(letters).ok().map(|country| Self {
            alpha2: country.alpha2,
        })
    }

    /// ISO 3166-1 alpha-2: "US".
    pub fn alpha2(self) -> &'static str {
        self.alpha2
    }

    /// What is wrong with a state; "" is none. Where taxes and tariffs go by it, only its code
    /// will do.
    pub fn check_state(self, state: &str) -> Result<(), Problem> {
        let Rules { states, .. } = rules(self.alpha2);
        let code = state.trim().to_uppercase();
        match states {
            None => Ok(()),
            Some(_) if code.is_empty() => Err("is required".to_owned()),
            Some([]) => Ok(()),
            Some(codes) if codes.contains(&code.as_str()) => Ok(()),
            Some(codes) => Err(format!(
                "must be the code of a state or province of {}, such as {}",
                self.alpha2,
                codes.first().unwrap_or(&"")
            )),
        }
    }

    /// What is wrong with a postal code; "" is none. Spaces, hyphens and case do not matter.
    pub fn check_postal_code(self, postal_code: &str) -> Result<(), Problem> {
        let Rules {
            postal_code: forms,
            postal_code_required,
            ..
        } = rules(self.alpha2);
        let signs: String = postal_code
            .chars()
            .filter(|c| !matches!(c, ' ' | '-'))
            .collect();
        if signs.is_empty() {
            return match postal_code_required {
                true => Err("is required".to_owned()),
                false => Ok(()),
            };
        }
        if forms.is_empty() || forms.iter().any(|form| has_form(&signs, form)) {
            return Ok(());
        }
        Err(format!(
            "must be a postal code of {}, such as {}",
            self.alpha2,
            forms.first().map_or(String::new(), |form| example(form))
        ))
    }
}

/// What is wrong with a telephone number: 5 to 15 digits (ITU-T E.164), in groups as people
/// write them.
pub fn check_phone(phone: &str) -> Result<(), Problem> {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let rest = phone.strip_prefix('+').unwrap_or(phone);
    let is_written_well = rest
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')'));
    if is_written_well && (5..=15).contains(&digits) {
        return Ok(());
    }
    Err("must be a telephone number of 5 to 15 digits".to_owned())
}

/// In a form, `9` is a digit, `A` a letter, `*` either; everything else is itself.
fn has_form(signs: &str, form: &str) -> bool {
    signs.chars().count() == form.len()
        && signs
            .chars()
            .zip(form.chars())
            .all(|(sign, expected)| match expected {
                '9' => sign.is_ascii_digit(),
                'A' => sign.is_ascii_alphabetic(),
                '*' => sign.is_ascii_alphanumeric(),
                other => sign.eq_ignore_ascii_case(&other),
            })
}

fn example(form: &str) -> String {
    let (mut digits, mut letters) = ("1234567890".chars(), "ABCDEFG".chars());
    form.chars()
        .filter_map(|sign| match sign {
            '9' | '*' => digits.next(),
            'A' => letters.next(),
            other => Some(other),
        })
        .collect()
}
