//! `allowed_outbound_hosts`: where a component may connect to, over HTTP and to Postgres.

use std::ops::RangeInclusive;

/// The resolved entries of one component.
#[derive(Debug, Clone, Default)]
pub(crate) struct AllowedHosts(Vec<Entry>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// `None` is any.
    scheme: Option<String>,
    host: HostPattern,
    ports: RangeInclusive<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum HostPattern {
    Any,
    /// `*.example.com`, kept as `.example.com`.
    Under(String),
    Exact(String),
}

impl AllowedHosts {
    /// # Errors
    /// A sentence fragment about the first entry that makes no sense.
    pub(crate) fn parse<'a>(entries: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        entries
            .into_iter()
            .map(Entry::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether `scheme://host:port` may be connected to.
    pub(crate) fn allows(&self, scheme: &str, host: &str, port: u16) -> bool {
        let host = host.to_ascii_lowercase();
        self.0.iter().any(|entry| {
            entry
                .scheme
                .as_deref()
                .is_none_or(|allowed| allowed == scheme)
                && entry.ports.contains(&port)
                && match &entry.host {
                    HostPattern::Any => true,
                    HostPattern::Under(suffix) => {
                        host.len() > suffix.len() && host.ends_with(suffix)
                    }
                    HostPattern::Exact(name) => *name == host,
                }
        })
    }
}

impl Entry {
    fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) = text
            .split_once("://")
            .ok_or_else(|| format!("`{text}` needs a scheme, as in `https://{text}`"))?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains(['/', '?', '@']) {
            return Err(format!("`{text}` must be only scheme, host and port"));
        }
        // The colons inside [..] belong to an IPv6 address.
        let host_end = rest.rfind(']').map_or(0, |end| end + 1);
        let (host, port) = match rest[host_end..].find(':') {
            Some(colon) => (
                &rest[..host_end + colon],
                Some(&rest[host_end + colon + 1..]),
            ),
            None => (rest, None),
        };
        let scheme = match scheme {
            "postgresql" => "postgres",
            other => other,
        };
        let ports = match port {
            Some(port) => parse_ports(port),
            None => default_port(scheme).map(|port| port..=port),
        };
        Ok(Self {
            scheme: (scheme != "*").then(|| scheme.to_owned()),
            host: parse_host(host).ok_or_else(|| {
                format!("`{text}` has a host that the local host does not support")
            })?,
            ports: ports.ok_or_else(|| format!("`{text}` needs a port"))?,
        })
    }
}

fn parse_host(host: &str) -> Option<HostPattern> {
    let host = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_ascii_lowercase();
    match host.as_str() {
        // A request to `self` would need the address this application is served at; chaining does the same.
        "" | "self" | "self.alt" => None,
        "*" => Some(HostPattern::Any),
        _ => match host.strip_prefix('*') {
            Some(under) if under.starts_with('.') && !under.contains('*') => {
                Some(HostPattern::Under(under.to_owned()))
            }
            Some(_) => None,
            None => (!host.contains('*')).then_some(HostPattern::Exact(host)),
        },
    }
}

fn parse_ports(text: &str) -> Option<RangeInclusive<u16>> {
    if text == "*" {
        return Some(0..=u16::MAX);
    }
    match text.split_once("..") {
        // As in Spin, `a..b` is without b.
        Some((from, to)) => Some(from.parse().ok()?..=to.parse::<u16>().ok()?.checked_sub(1)?),
        None => text.parse().ok().map(|port| port..=port),
    }
}

/// The port of a scheme when none is written.
pub(super) fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        "postgres" => Some(5432),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]

    use super::AllowedHosts;

    #[test]
    fn an_entry_allows_exactly_what_it_says() {
        for (entry, scheme, host, port, allowed) in [
            (
                "http://orders.spin.internal",
                "http",
                "orders.spin.internal",
                80,
                true,
            ),
            (
                "http://orders.spin.internal",
                "https",
                "orders.spin.internal",
                443,
                false,
            ),
            (
                "http://*.spin.internal",
                "http",
                "cart.spin.internal",
                80,
                true,
            ),
            ("http://*.spin.internal", "http", "spin.internal", 80, false),
            ("https://*:443", "https", "example.com", 443, true),
            ("https://*:443", "https", "example.com", 444, false),
            ("postgres://db:5432", "postgres", "DB", 5432, true),
            ("postgres://db:5432", "postgres", "db2", 5432, false),
            ("postgresql://db", "postgres", "db", 5432, true),
            ("*://localhost:*", "postgres", "localhost", 1, true),
            ("http://[::1]:80", "http", "::1", 80, true),
            ("http://a:8000..9000", "http", "a", 8999, true),
            ("http://a:8000..9000", "http", "a", 9000, false),
        ] {
            let hosts = AllowedHosts::parse([entry]).unwrap();

            assert_eq!(
                hosts.allows(scheme, host, port),
                allowed,
                "{entry} {scheme}://{host}:{port}"
            );
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for entry in [
            "example.com",
            "http://a/b",
            "redis://a",
            "http://self",
            "http://a*b",
            "http://a:x",
        ] {
            assert!(AllowedHosts::parse([entry]).is_err(), "{entry}");
        }
    }
}
