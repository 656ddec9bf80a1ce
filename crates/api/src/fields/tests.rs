use super::*;

fn accepts<T: TryFrom<String>>(text: &str) -> bool {
    T::try_from(text.to_owned()).is_ok()
}

fn message<T: TryFrom<String, Error = Invalid>>(text: &str) -> String {
    T::try_from(text.to_owned())
        .err()
        .map(|invalid| invalid.to_string())
        .unwrap_or_default()
}

fn details(error: crate::Error) -> Vec<serde_json::Value> {
    match error {
        crate::Error::Malformed(refusal) => {
            refusal.details.iter().map(crate::Detail::value).collect()
        }
        crate::Error::Rejected(_) | crate::Error::Fault(_) => Vec::new(),
    }
}

#[test]
fn text_is_counted_in_characters_and_has_no_controls() {
    let table = [
        ("a", true),
        ("12345", true),
        ("👍👍👍👍👍", true),
        ("a\nb\tc", true),
        (" a ", true),
        ("", false),
        ("123456", false),
        ("   ", false),
        ("a\0b", false),
        ("a\rb", false),
        ("a\u{7f}", false),
        ("a\u{85}", false),
    ];
    for (text, good) in table {
        assert_eq!(accepts::<Text<1, 5>>(text), good, "{text:?}");
    }
    assert!(accepts::<Text<0, 5>>(""));
    assert_eq!(message::<Text<2, 5>>("a"), "must be 2 to 5 characters long");
}

#[test]
fn a_sku_is_short_and_plain() {
    let longest = "é".repeat(SKU_MAX);
    let too_long = "e".repeat(SKU_MAX + 1);
    let table = [
        ("TSHIRT-M/red", true),
        ("ABC 123", true),
        (longest.as_str(), true),
        ("", false),
        (too_long.as_str(), false),
        (" A", false),
        ("A\n", false),
        ("A\0", false),
    ];
    for (text, good) in table {
        assert_eq!(accepts::<Sku>(text), good, "{text:?}");
    }
}

#[test]
fn a_coupon_code_has_no_case() {
    assert_eq!(
        CouponCode::try_from("Sale-10%".to_owned()).map(String::from),
        Ok("SALE-10%".into())
    );
    let too_long = "A".repeat(COUPON_CODE_MAX + 1);
    for bad in ["", "A B", "Ä", "A\0", too_long.as_str()] {
        assert!(!accepts::<CouponCode>(bad), "{bad:?}");
    }
    assert_eq!(
        message::<CouponCode>(&too_long),
        "must be 1 to 64 characters long"
    );
}

#[test]
fn an_email_address_has_the_shape_of_one() {
    let long_local = format!("{}@example.com", "a".repeat(65));
    let too_long = format!("a@{}com", "example.".repeat(40));
    let table = [
        ("ada@example.com", true),
        ("a.b+c'd@sub.example.co.uk", true),
        ("名前@例え.jp", true),
        ("", false),
        ("ada", false),
        ("@example.com", false),
        ("ada@", false),
        ("ada@localhost", false),
        ("ada@example..com", false),
        ("ada@-example.com", false),
        ("ada@exam_ple.com", false),
        (".ada@example.com", false),
        ("a..b@example.com", false),
        ("a b@example.com", false),
        ("a@b@example.com", false),
        ("ada@example.com\n", false),
        ("ada\0@example.com", false),
        ("<ada@example.com>", false),
        (long_local.as_str(), false),
        (too_long.as_str(), false),
    ];
    for (text, good) in table {
        assert_eq!(accepts::<Email>(text), good, "{text:?}");
    }
}

#[test]
fn numbers_keep_their_bounds() {
    let quantity = |number: i64| Quantity::try_from(number).map(Quantity::get).ok();
    let limit = |number: i64| PageLimit::try_from(number).map(PageLimit::get).ok();

    let answers = [i64::MIN, -1, 0, 1, 9_999, 10_000, i64::MAX].map(quantity);
    assert_eq!(
        answers,
        [None, None, None, Some(1), Some(9_999), None, None]
    );
    let answers = [i64::MIN, 0, 1, 100, 101, i64::MAX].map(limit);
    assert_eq!(answers, [None, None, Some(1), Some(100), None, None]);
    assert_eq!(PageLimit::default().get(), 20);
}

#[test]
fn problems_of_all_fields_are_told_at_once() {
    let mut address = Problems::within("shipping_address");
    let name = address.check("name", Text::<1, 3>::try_from("long".to_owned()));
    let city = address.check("city", Text::<1, 3>::try_from("ok".to_owned()));
    address.add("zip", &Invalid::new("is required"));
    let mut problems = Problems::new();
    problems.join(address);

    assert!(name.is_none() && city.is_some() && !problems.is_empty());
    let details = details(problems.into());
    let fields: Vec<_> = details.iter().map(|detail| &detail["field"]).collect();
    assert_eq!(fields, ["shipping_address.name", "shipping_address.zip"]);
}

#[test]
fn a_whole_number_names_its_bounds() {
    let table = [
        ("-5", true),
        ("7", true),
        ("-6", false),
        ("8", false),
        ("1.5", false),
        ("\"7\"", false),
        ("18446744073709551615", false),
    ];
    for (json, good) in table {
        let read = serde_json::from_str::<Whole<-5, 7>>(json);
        assert_eq!(read.is_ok(), good, "{json}");
        let told = read
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(
            good || told.contains("a whole number from -5 to 7"),
            "{told}"
        );
    }
    assert_eq!(Whole::<3, 9>::default().get(), 3);
}

#[test]
fn a_list_names_its_bounds() {
    type Two = List<u8, 1, 2>;
    for (json, good) in [
        ("[]", false),
        ("[1]", true),
        ("[1, 2]", true),
        ("[1, 2, 3]", false),
    ] {
        let read = serde_json::from_str::<Two>(json);
        assert_eq!(read.is_ok(), good, "{json}");
        let told = read
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(
            good || told.starts_with("must have 1 to 2 entries"),
            "{told}"
        );
    }
}

#[test]
fn attributes_fit_into_a_row() {
    let texts = |length: usize| format!("{{\"a\": \"{}\"}}", "x".repeat(length));
    let numbers = |count: usize| format!("{{\"a\": [{}]}}", vec!["1"; count].join(","));
    let table = [
        ("{}".to_owned(), true),
        (texts(ATTRIBUTES_MAX_BYTES - 8), true),
        (texts(ATTRIBUTES_MAX_BYTES), false),
        // The object and the array are values, too.
        (numbers(ATTRIBUTES_MAX_VALUES - 2), true),
        (numbers(ATTRIBUTES_MAX_VALUES - 1), false),
        ("{\"a\": [\"\\u0000\"]}".to_owned(), false),
        ("{\"\\u0000\": 1}".to_owned(), false),
        ("[]".to_owned(), false),
    ];
    for (json, good) in table {
        let read = serde_json::from_str::<Attributes>(&json);
        assert_eq!(read.is_ok(), good, "{json:.60}");
    }
}

#[test]
fn a_country_is_two_letters() {
    for (text, good) in [
        ("US", true),
        ("us", true),
        ("USA", false),
        ("U1", false),
        ("", false),
    ] {
        assert_eq!(accepts::<CountryCode>(text), good, "{text:?}");
    }
}
