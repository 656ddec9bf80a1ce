//! The routes of HTTP triggers: how they are written and which one a path takes.

use std::fmt;

/// What a trigger's `route` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Reachable from outside.
    Public(Pattern),
    /// `{ private = true }`: reachable by chaining only.
    Private,
}

/// A route pattern: `/orders`, `/orders/:id`, `/orders/...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    segments: Vec<Segment>,
    open: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Literal(String),
    Parameter(String),
}

/// A path that a pattern accepts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RouteMatch {
    /// Name and raw value of each `:name`.
    pub(crate) parameters: Vec<(String, String)>,
    /// What `...` stood for, with its leading slash; empty for exact routes.
    pub(crate) rest: String,
}

impl Pattern {
    /// # Errors
    /// A sentence fragment that says what is wrong with `text`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let Some(path) = text.strip_prefix('/') else {
            return Err(format!("must start with `/`, not be `{text}`"));
        };
        let mut pattern = Self {
            text: text.to_owned(),
            segments: Vec::new(),
            open: false,
        };
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            if pattern.open {
                return Err(format!(
                    "may have `...` only at its end, not as in `{text}`"
                ));
            }
            match segment {
                "..." => pattern.open = true,
                "*" => return Err(format!("needs `...` in place of `*` in `{text}`")),
                _ => pattern.segments.push(match segment.strip_prefix(':') {
                    Some(name) => Segment::Parameter(name.to_owned()),
                    None => Segment::Literal(segment.to_owned()),
                }),
            }
        }
        Ok(pattern)
    }

    /// Two patterns that accept the same paths cannot both be routes.
    pub(super) fn same_paths(&self, other: &Self) -> bool {
        self.rank() == other.rank()
            && self
                .segments
                .iter()
                .zip(&other.segments)
                .all(|pair| match pair {
                    (Segment::Literal(one), Segment::Literal(two)) => one == two,
                    (one, two) => {
                        matches!((one, two), (Segment::Parameter(_), Segment::Parameter(_)))
                    }
                })
    }

    /// The larger rank wins when several patterns accept a path: literal before parameter before `...`.
    pub(crate) fn rank(&self) -> Vec<u8> {
        let segment = |segment: &Segment| match segment {
            Segment::Literal(_) => 3,
            Segment::Parameter(_) => 2,
        };
        let end = if self.open { 1 } else { 4 };
        self.segments.iter().map(segment).chain([end]).collect()
    }

    /// The pattern without its trailing `...`.
    pub(crate) fn fixed_part(&self) -> &str {
        match self.text.strip_suffix("/...") {
            Some("") => "/",
            Some(fixed) => fixed,
            None => &self.text,
        }
    }

    pub(crate) fn accept(&self, path: &str) -> Option<RouteMatch> {
        let mut rest = path;
        let mut parameters = Vec::new();
        for segment in &self.segments {
            let (value, after) = first_segment(rest)?;
            match segment {
                Segment::Literal(text) if text != value => return None,
                Segment::Literal(_) => {}
                Segment::Parameter(name) => parameters.push((name.clone(), value.to_owned())),
            }
            rest = after;
        }
        if self.open {
            Some(RouteMatch {
                parameters,
                rest: rest.to_owned(),
            })
        } else {
            let ended = rest.bytes().all(|byte| byte == b'/');
            ended.then(|| RouteMatch {
                parameters,
                rest: String::new(),
            })
        }
    }
}

/// `/a/b` is `a` and `/b`.
fn first_segment(path: &str) -> Option<(&str, &str)> {
    let path = path.trim_start_matches('/');
    let end = path.find('/').unwrap_or(path.len());
    (end > 0).then(|| path.split_at(end))
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]

    use super::Pattern;

    /// Which of the routes takes the path: the whole table of Spin's rules.
    #[test]
    fn the_most_exact_route_takes_the_path() {
        let routes = [
            "/...",
            "/",
            "/g",
            "/g/...",
            "/orders/:id",
            "/orders/status",
            "/orders/:id/...",
            "/t/:tenant/x",
        ];
        let mut patterns: Vec<_> = routes
            .iter()
            .map(|route| Pattern::parse(route).unwrap())
            .collect();
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.rank()));
        for (path, route, rest) in [
            ("/", "/", ""),
            ("/nothing", "/...", "/nothing"),
            ("/g", "/g", ""),
            ("/g/", "/g", ""),
            ("/g/a/b/", "/g/...", "/a/b/"),
            ("/orders/7", "/orders/:id", ""),
            ("/orders/status", "/orders/status", ""),
            ("/orders/7/items", "/orders/:id/...", "/items"),
            ("/t/demo/x", "/t/:tenant/x", ""),
            ("/t/demo", "/...", "/t/demo"),
        ] {
            let (pattern, found) = patterns
                .iter()
                .find_map(|pattern| pattern.accept(path).map(|found| (pattern, found)))
                .unwrap();

            assert_eq!(
                (pattern.to_string().as_str(), found.rest.as_str()),
                (route, rest),
                "{path}"
            );
        }
    }

    #[test]
    fn parameters_are_captured_raw() {
        let found = Pattern::parse("/a/:x/:y")
            .unwrap()
            .accept("/a/1%2F/2")
            .unwrap();

        let parameters = [
            ("x".to_owned(), "1%2F".to_owned()),
            ("y".to_owned(), "2".to_owned()),
        ];
        assert_eq!(found.parameters, parameters);
    }

    #[test]
    fn routes_that_accept_the_same_paths_are_the_same() {
        for (one, two, same) in [
            ("/a/:x", "/a/:y", true),
            ("/a", "/a/", true),
            ("/a/...", "/a", false),
            ("/a/:x", "/a/x", false),
        ] {
            let (one, two) = (Pattern::parse(one).unwrap(), Pattern::parse(two).unwrap());

            assert_eq!(one.same_paths(&two), same, "{one} {two}");
        }
    }
}
