//! What an address needs, country by country. A country that is not here needs a postal code of
//! any form and no state.
//!
//! Forms of postal codes: Universal Postal Union, "Postal addressing systems".

/// What an address in a country needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// `None`: it needs no state. Otherwise it does: one of these codes, or any if there are none.
    pub states: Option<&'static [&'static str]>,
    /// As in `has_form`, without spaces and hyphens; none: any.
    pub postal_code: &'static [&'static str],
    pub postal_code_required: bool,
}

pub(super) fn rules(alpha2: &str) -> Rules {
    let states = STATES
        .iter()
        .find(|(country, _)| *country == alpha2)
        .map(|(_, codes)| *codes);
    let postal_code = POSTAL_CODES
        .iter()
        .find(|(countries, _)| countries.contains(&alpha2))
        .map_or(&[][..], |(_, forms)| *forms);
    Rules {
        states,
        postal_code,
        postal_code_required: !POSTAL_CODE_OPTIONAL.contains(&alpha2),
    }
}

/// Where taxes or delivery go by the state.
const STATES: &[(&str, &[&str])] = &[
    (
        "US",
        &[
            "NY", "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID",
            "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT",
            "NE", "NV", "NH", "NJ", "NM", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD",
            "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "AS", "GU", "MP", "PR", "VI",
            "AA", "AE", "AP",
        ],
    ),
    (
        "CA",
        &[
            "ON", "AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "PE", "QC", "SK", "YT",
        ],
    ),
    ("AU", &["NSW", "ACT", "NT", "QLD", "SA", "TAS", "VIC", "WA"]),
    ("BR", &[]),
    ("CN", &[]),
    ("IN", &[]),
    ("JP", &[]),
    ("MX", &[]),
    ("MY", &[]),
];

const POSTAL_CODES: &[(&[&str], &[&str])] = &[
    (&["US", "PR", "GU", "VI"], &["99999", "999999999"]),
    (&["CA"], &["A9A9A9"]),
    (
        &["GB"],
        &[
            "AA9A9AA", "A9A9AA", "A99AA", "A999AA", "AA99AA", "AA999AA", "GIR0AA",
        ],
    ),
    (
        &[
            "CU", "DE", "DZ", "EE", "EG", "ES", "FI", "FR", "GR", "HR", "ID", "IT", "JO", "KR",
            "KW", "LK", "LT", "MA", "MC", "MX", "MY", "NP", "PK", "PL", "RS", "SA", "SM", "TH",
            "TR", "UA", "UY", "VA", "XK", "ZM",
        ],
        &["99999"],
    ),
    (&["VN"], &["99999", "999999"]),
    (&["JP"], &["9999999"]),
    (
        &[
            "AM", "AT", "AU", "BD", "BE", "BG", "CH", "CY", "DK", "GE", "GL", "HU", "LI", "LU",
            "MK", "NO", "NZ", "PH", "PY", "SI", "TN", "ZA",
        ],
        &["9999"],
    ),
    (&["CZ", "SE", "SK", "TW"], &["99999", "999999"]),
    (&["IS", "FO", "MG"], &["999"]),
    (
        &[
            "BY", "CN", "CO", "IN", "KZ", "KG", "RO", "RU", "SG", "TJ", "TM", "UZ",
        ],
        &["999999"],
    ),
    (&["BR"], &["99999999"]),
    (&["IE"], &["A9*****"]),
    (&["IL", "PT"], &["9999999", "99999"]),
    (&["LV"], &["LV9999", "9999"]),
    (&["MT"], &["AAA9999"]),
    (&["NL"], &["9999AA"]),
];

/// Where there are none, or where people do without.
const POSTAL_CODE_OPTIONAL: &[&str] = &[
    "AE", "AG", "AO", "AW", "BF", "BI", "BJ", "BO", "BS", "BW", "BZ", "CD", "CF", "CG", "CI", "CK",
    "CM", "CW", "DJ", "DM", "ER", "FJ", "GA", "GD", "GH", "GM", "GN", "GQ", "GY", "HK", "IE", "JM",
    "KE", "KI", "KM", "KN", "KP", "LC", "LY", "ML", "MO", "MR", "MW", "NR", "NU", "PA", "QA", "RW",
    "SB", "SC", "SL", "SO", "SR", "ST", "SX", "SY", "TD", "TG", "TK", "TL", "TO", "TT", "TV", "UG",
    "VN", "VU", "WS", "YE", "ZW",
];
