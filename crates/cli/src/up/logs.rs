//! Component logs: lines to read on a terminal, JSON everywhere else.

use std::io::{IsTerminal, Write};

use host::{LogLine, LogSink, LogStream};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Routine that would push everything else off the screen.
const ROUTINE_PATH: &str = "/internal/tick";

/// Of the column with the component's id.
const WIDTH: usize = 16;

/// What our components print, in any mixture: a request line of `crates/api`, or a message.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    at: String,
    level: String,
    method: String,
    path: String,
    status: Option<u16>,
    ms: Option<serde_json::Number>,
    tenant: Option<String>,
    principal: Option<String>,
    request_id: Option<String>,
    fault: Option<String>,
    message: Option<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// Where lines go: stdout, with colors on a terminal that has not asked for none (`NO_COLOR`).
pub(super) fn sink() -> LogSink {
    let stdout = std::io::stdout();
    if !stdout.is_terminal() {
        return LogSink::new(|line| print(&machine(line)));
    }
    let colors = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    LogSink::new(move |line| {
        if let Some(text) = human(line, colors) {
            print(&text);
        }
    })
}

/// A log that cannot be written must not take requests down.
fn print(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// JSON as it came; anything else (a panic, a word of the host) becomes JSON too.
fn machine(line: LogLine<'_>) -> String {
    if line.text.starts_with('{') && serde_json::from_str::<Map<String, Value>>(line.text).is_ok() {
        return line.text.to_owned();
    }
    json!({"level": level(line.stream), "component": line.component, "message": line.text})
        .to_string()
}

/// `None` for lines that nobody needs to see.
fn human(line: LogLine<'_>, colors: bool) -> Option<String> {
    let paint = Paint { colors };
    let parsed = serde_json::from_str::<Line>(line.text)
        .ok()
        .filter(|_| line.text.starts_with('{'));
    let Some(parsed) = parsed else {
        let text = paint.by_level(level(line.stream), line.text);
        return Some(format!("         {:<WIDTH$} {text}", line.component));
    };
    if parsed.path == ROUTINE_PATH && parsed.status.is_some_and(|status| status < 400) {
        return None;
    }
    Some(parsed.shown(line.component, &paint))
}

fn level(stream: LogStream) -> &'static str {
    match stream {
        LogStream::Stdout => "info",
        LogStream::Stderr | LogStream::Host => "error",
    }
}

impl Line {
    /// `12:31:02 cart             201 POST /api/v1/cart  4.120 ms  demo customer:c0ff… 0198…`
    fn shown(&self, component: &str, paint: &Paint) -> String {
        let time = self.at.get(11..19).unwrap_or("        ");
        let mut text = format!("{} {component:<WIDTH$}", paint.dim(time));
        if let Some(status) = self.status {
            let status = paint.by_status(status);
            let (method, path) = (printable(&self.method), printable(&self.path));
            text.push_str(&format!(" {status} {method:<6} {path}"));
        }
        if let Some(message) = &self.message {
            text.push_str(&format!(" {}", paint.by_level(&self.level, message)));
        }
        if let Some(ms) = &self.ms {
            text.push_str(&format!("  {ms} ms"));
        }
        let who = [&self.tenant, &self.principal, &self.request_id];
        for word in who.into_iter().flatten() {
            text.push_str(&format!("  {}", paint.dim(word)));
        }
        for (key, value) in self.rest.iter().filter(|(key, _)| *key != "component") {
            text.push_str(&format!("  {}", paint.dim(&format!("{key}={value}"))));
        }
        if let Some(fault) = &self.fault {
            text.push_str(&format!(
                "\n         {:<WIDTH$} {}",
                "",
                paint.by_level("error", fault)
            ));
        }
        text
    }
}

/// ANSI colors, or none.
struct Paint {
    colors: bool,
}

impl Paint {
    fn dim(&self, text: &str) -> String {
        self.code("2", text)
    }

    fn by_status(&self, status: u16) -> String {
        let code = match status {
            500.. => "31;1",
            400.. => "33",
            _ => "32",
        };
        self.code(code, &status.to_string())
    }

    fn by_level(&self, level: &str, text: &str) -> String {
        match level {
            "error" => self.code("31", text),
            "warn" | "warning" => self.code("33", text),
            _ => printable(text),
        }
    }

    fn code(&self, code: &str, text: &str) -> String {
        let text = printable(text);
        if self.colors {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text
        }
    }
}

/// A client chooses parts of what is logged; it shall not drive the terminal.
fn printable(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> LogLine<'_> {
        LogLine {
            component: "cart",
            stream: LogStream::Stdout,
            text,
        }
    }

    const REQUEST: &str = r#"{"at":"2026-11-20T12:31:02.5Z","level":"info","request_id":"r-1","tenant":"demo","principal":null,"component":"cart","method":"POST","path":"/api/v1/cart","status":201,"ms":4.120}"#;

    #[test]
    fn a_request_is_one_readable_line() {
        assert_eq!(
            human(line(REQUEST), false).as_deref(),
            Some("12:31:02 cart             201 POST   /api/v1/cart  4.12 ms  demo  r-1"),
        );
    }

    #[test]
    fn json_passes_through_and_everything_else_becomes_json() {
        assert_eq!(machine(line(REQUEST)), REQUEST);
        assert_eq!(
            machine(LogLine {
                stream: LogStream::Stderr,
                ..line("thread panicked")
            }),
            r#"{"component":"cart","level":"error","message":"thread panicked"}"#,
        );
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let text = r#"{"message":"a\u001b[2Jb","level":"error"}"#;
        let shown = human(line(text), false).unwrap_or_default();
        assert!(shown.ends_with("a\u{fffd}[2Jb"), "{shown}");
    }

    #[test]
    fn ticks_are_shown_only_when_they_fail() {
        let tick = |status: u16| {
            format!(r#"{{"method":"POST","path":"/internal/tick","status":{status}}}"#)
        };
        assert_eq!(human(line(&tick(200)), false), None);
        assert!(human(line(&tick(500)), false).is_some());
    }

    #[test]
    fn a_failure_tells_its_fault_on_a_line_of_its_own() {
        let text = r#"{"status":500,"method":"GET","path":"/x","fault":"no such table"}"#;
        let shown = human(line(text), true).unwrap_or_default();
        assert!(shown.contains("\x1b[31;1m500\x1b[0m"), "{shown}");
        assert!(shown.ends_with("\x1b[31mno such table\x1b[0m"), "{shown}");
    }
}
