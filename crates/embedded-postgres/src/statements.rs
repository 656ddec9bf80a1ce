//! Prepared statements of one client, under names that no other client has; and what the text of
//! a statement tells about the session.

use std::collections::BTreeSet;

use crate::wire::{Message, split_string};

/// Names that live on the server for one client.
pub struct Statements {
    prefix: String,
    names: BTreeSet<Vec<u8>>,
}

impl Statements {
    /// `client` is unique in this process.
    pub fn new(client: u64) -> Self {
        Self {
            prefix: format!("c{client}_"),
            names: BTreeSet::new(),
        }
    }

    /// Gives the statement of a Parse, Bind, Describe or Close the name it has on the server.
    /// The unnamed statement keeps none: the client holds its seat while it needs it.
    pub fn rename(&mut self, message: &mut Message) {
        match message.tag {
            b'P' => self.rename_at(message, 0),
            b'B' => {
                let portal = split_string(&message.body).map_or(0, |(portal, _)| portal.len() + 1);
                self.rename_at(message, portal);
            }
            b'D' | b'C' if message.body.first() == Some(&b'S') => self.rename_at(message, 1),
            _ => {}
        }
    }

    fn rename_at(&mut self, message: &mut Message, start: usize) {
        let Some((name, rest)) = message.body.get(start..).and_then(split_string) else {
            return; // The server will say what it thinks of it.
        };
        if name.is_empty() {
            return;
        }
        let name = [self.prefix.as_bytes(), name].concat();
        message.body = [&message.body[..start], &name, b"\0", rest].concat();
        match message.tag {
            b'P' => self.names.insert(name),
            b'C' => self.names.remove(&name),
            _ => false,
        };
    }

    /// Whether anything of this client lives on the server.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Messages that remove everything, except for the Sync at the end.
    pub fn close_all(&mut self) -> Vec<Message> {
        let names = std::mem::take(&mut self.names);
        names
            .into_iter()
            .map(|name| Message::new(b'C', [b"S", name.as_slice(), b"\0"].concat()))
            .collect()
    }
}

/// What a statement does to the session beyond its transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Changes it: the next client would be surprised.
    Keeps,
    /// Takes changes back.
    Resets,
}

/// The last effect in a text of one or several statements. It looks only at how they begin, and
/// errs on the side of keeping the seat.
pub fn effect(sql: &[u8]) -> Effect {
    let text = String::from_utf8_lossy(sql).to_lowercase();
    let mut effect = Effect::None;
    for statement in text.split(';') {
        let mut words = statement.split_whitespace();
        match (words.next(), words.next()) {
            (Some("set"), Some("local" | "transaction" | "constraints")) => {}
            (Some("set" | "listen" | "prepare"), _) => effect = Effect::Keeps,
            (Some("reset" | "discard"), Some("all")) => effect = Effect::Resets,
            _ => {}
        }
    }
    effect
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_have_names_of_their_own() {
        let mut statements = Statements::new(7);
        for (tag, body, answer) in [
            (b'P', "s1\0select 1\0", "c7_s1\0select 1\0"),
            (b'P', "\0select 1\0", "\0select 1\0"),
            (b'B', "portal\0s1\0\0\0", "portal\0c7_s1\0\0\0"),
            (b'B', "\0s1\0\0\0", "\0c7_s1\0\0\0"),
            (b'D', "Ss1\0", "Sc7_s1\0"),
            (b'D', "Pportal\0", "Pportal\0"),
            (b'P', "s2\0select 2\0", "c7_s2\0select 2\0"),
            (b'C', "Ss2\0", "Sc7_s2\0"),
            (b'E', "portal\0\0\0\0\0", "portal\0\0\0\0\0"),
            (b'P', "broken", "broken"),
        ] {
            let mut message = Message::new(tag, body);
            statements.rename(&mut message);
            assert_eq!(message, Message::new(tag, answer));
        }
        assert_eq!(statements.close_all(), [Message::new(b'C', "Sc7_s1\0")]);
        assert!(statements.is_empty());
    }

    #[test]
    fn only_what_outlives_a_transaction_keeps_the_seat() {
        for (sql, answer) in [
            ("select 1", Effect::None),
            ("SET lock_timeout = '1s'", Effect::Keeps),
            ("set local lock_timeout = '1s'", Effect::None),
            (
                "begin; set transaction isolation level serializable",
                Effect::None,
            ),
            ("listen orders", Effect::Keeps),
            ("set a.b = 1; reset all", Effect::Resets),
            (
                "close all; set session authorization default; reset all; discard temp",
                Effect::Resets,
            ),
            ("discard all", Effect::Resets),
            ("", Effect::None),
        ] {
            assert_eq!(effect(sql.as_bytes()), answer, "{sql}");
        }
    }
}
