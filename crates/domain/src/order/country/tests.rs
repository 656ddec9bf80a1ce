#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use proptest::prelude::*;

use super::{Country, check_phone};

#[test]
fn a_country_is_known_by_its_codes_and_its_name() {
    for (written, alpha2) in [
        ("US", Some("US")),
        ("us", Some("US")),
        ("USA", Some("US")),
        ("U.S.A.", Some("US")),
        ("United States", Some("US")),
        ("the United States of America", Some("US")),
        ("Thailand", Some("TH")),
        ("THA", Some("TH")),
        ("Viet Nam", Some("VN")),
        ("vietnam", Some("VN")),
        ("UK", Some("GB")),
        ("Great Britain", Some("GB")),
        ("United Kingdom", Some("GB")),
        ("Deutschland", None),
        ("Germany", Some("DE")),
        ("South Korea", Some("KR")),
        ("840", None),
        ("ZZ", None),
        ("", None),
        ("U", None),
        ("日本", None),
    ] {
        assert_eq!(
            Country::named(written).map(Country::alpha2),
            alpha2,
            "{written}"
        );
    }
}

#[test]
fn a_postal_code_has_the_form_of_its_country() {
    for (country, postal_code, is_good) in [
        ("US", "10001", true),
        ("US", "10001-1234", true),
        ("US", "1000", false),
        ("US", "SW1Y 4JH", false),
        ("US", "", false),
        ("US", "١٠٠٠١", false),
        ("CA", "K1A 0B1", true),
        ("CA", "k1a0b1", true),
        ("CA", "11111", false),
        ("GB", "SW1Y 4JH", true),
        ("GB", "M1 1AE", true),
        ("GB", "12345", false),
        ("DE", "10115", true),
        ("DE", "1011", false),
        ("FR", "75001", true),
        ("TH", "10110", true),
        ("TH", "1011", false),
        ("TH", "", false),
        ("VN", "700000", true),
        ("VN", "", true),
        ("VN", "7", false),
        ("JP", "100-0001", true),
        ("JP", "1000", false),
        ("AU", "2000", true),
        ("AU", "20000", false),
        ("NL", "1012 AB", true),
        ("IE", "D02 AF30", true),
        ("IE", "", true),
        ("AE", "", true),
        ("AE", "00000", true),
        ("HK", "", true),
        ("PE", "15001", true),
        ("PE", "", false),
    ] {
        let found = Country::named(country)
            .unwrap()
            .check_postal_code(postal_code);
        assert_eq!(
            found.is_ok(),
            is_good,
            "{country} {postal_code:?}: {found:?}"
        );
    }
}

#[test]
fn what_is_wrong_is_said_with_an_example() {
    let country = |code| Country::named(code).unwrap();

    assert_eq!(
        country("TH").check_postal_code("1").unwrap_err(),
        "must be a postal code of TH, such as 12345"
    );
    assert_eq!(
        country("GB").check_postal_code("1").unwrap_err(),
        "must be a postal code of GB, such as AB1C2DE"
    );
    assert_eq!(
        country("AU").check_state("Sydney").unwrap_err(),
        "must be the code of a state or province of AU, such as NSW"
    );
    assert_eq!(country("JP").check_state(" ").unwrap_err(), "is required");
}

#[test]
fn a_state_is_needed_where_taxes_or_delivery_go_by_it() {
    for (country, state, is_good) in [
        ("US", "NY", true),
        ("US", "ny", true),
        ("US", "", false),
        ("US", "Bavaria", false),
        ("CA", "ON", true),
        ("CA", "NY", false),
        ("AU", "NSW", true),
        ("TH", "Bangkok", true),
        ("TH", "", true),
        ("IN", "Goa", true),
        ("IN", "", false),
        ("DE", "", true),
        ("DE", "Bavaria", true),
        ("GB", "", true),
        ("SG", "", true),
    ] {
        let found = Country::named(country).unwrap().check_state(state);
        assert_eq!(found.is_ok(), is_good, "{country} {state:?}: {found:?}");
    }
}

#[test]
fn a_telephone_number_has_digits() {
    for (phone, is_good) in [
        ("555-123-4567", true),
        ("+66 (0)2 123 4567", true),
        ("112", false),
        ("+1234567890123456", false),
        ("call me", false),
        ("55 5+123", false),
        ("", false),
    ] {
        assert_eq!(check_phone(phone).is_ok(), is_good, "{phone}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd_to_be_judged(country in "[A-Za-z. ]{0,20}", text in ".{0,30}") {
        let _ = Country::named(&text);
        let _ = check_phone(&text);
        if let Some(country) = Country::named(&country) {
            // Case, spaces and hyphens never decide.
            let spaced = text.chars().flat_map(|c| [c, ' ']).collect::<String>();
            prop_assert_eq!(
                country.check_postal_code(&text).is_ok(),
                country.check_postal_code(&spaced).is_ok()
            );
            prop_assert_eq!(
                country.check_state(&text).is_ok(),
                country.check_state(&format!(" {text}")).is_ok()
            );
        }
    }

    #[test]
    fn every_german_number_of_five_digits_is_a_postal_code(digits in "[0-9]{5}") {
        prop_assert!(Country::named("DE").unwrap().check_postal_code(&digits).is_ok());
    }
}
