//! Lifetimes such as `12h` on the command line.

use std::time::Duration;

/// Nothing signed for development should outlive a sprint.
const LONGEST_DAYS: u64 = 30;

/// `90s`, `30m`, `12h`, `7d`. The error is a sentence for the command line.
pub fn parse_lifetime(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text} is not a time such as 90s, 30m, 12h or 7d");
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds_per_unit = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let count: u64 = text
        .strip_suffix(unit)
        .unwrap_or_default()
        .parse()
        .map_err(|_| wrong())?;
    let seconds = count.checked_mul(seconds_per_unit).ok_or_else(wrong)?;
    if seconds == 0 || seconds > LONGEST_DAYS * 86_400 {
        return Err(format!("{text} is not between 1s and {LONGEST_DAYS}d"));
    }
    Ok(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifetime_is_a_number_and_a_unit() {
        for (text, seconds) in [
            ("90s", Some(90)),
            ("30m", Some(1_800)),
            ("12h", Some(43_200)),
            ("30d", Some(2_592_000)),
            ("31d", None),
            ("0s", None),
            ("12", None),
            ("h", None),
            ("1hh", None),
            ("-1h", None),
            ("", None),
            ("99999999999999999999d", None),
            ("9999999999999999999d", None),
        ] {
            assert_eq!(
                parse_lifetime(text).ok(),
                seconds.map(Duration::from_secs),
                "{text}"
            );
        }
    }
}
