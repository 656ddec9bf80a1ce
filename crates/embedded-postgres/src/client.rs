//! One client: its startup, and then its transactions, one seat at a time.
//!
//! It keeps the seat for a whole transaction, and for the whole connection once it has changed its
//! session (`set`, `listen`, `prepare`). Otherwise others speak between two of its transactions.

use std::io::{self, BufReader, BufWriter, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::seat::{Seat, Turn};
use crate::startup::{self, Settings, Startup};
use crate::statements::{Effect, Statements, effect};
use crate::wire::{IDLE, Message, split_string};

/// How long a client waits for its turn.
const WAIT_LIMIT: Duration = Duration::from_secs(10);

/// How long a client may let its answer lie. Everybody waits for it.
const WRITE_LIMIT: Duration = Duration::from_secs(10);

const BUSY: &str = "the embedded Postgres works for one connection at a time, and another one \
    did not finish within 10 s";

/// Why a connection ends.
enum End {
    /// The client is gone.
    Gone,
    /// It is told why.
    Fatal(Message),
}

impl From<io::Error> for End {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

/// A connection and what must be undone when it ends.
struct Client<'a> {
    reader: BufReader<TcpStream>,
    writer: BufWriter<TcpStream>,
    seat: &'a Seat,
    settings: Settings,
    statements: Statements,
    generation: u64,
    state: State,
}

/// Where the client stands in its conversation.
struct State {
    /// As the server said last: idle, in a transaction, in a failed one.
    transaction: u8,
    /// Messages were sent that no Sync has ended yet.
    batch_open: bool,
    /// Answers that a Flush will bring.
    expected: usize,
    /// The unnamed statement is parsed and not bound yet: nobody else may parse another.
    unnamed_waits: bool,
    /// The session is not as others expect it.
    changed: bool,
    /// Nobody reads our answers any more.
    gone: bool,
}

/// Serves `stream` until it ends. `id` is unique in this process.
pub fn serve(stream: TcpStream, id: u64, seat: &Seat) {
    let Ok((reader, writer)) = halves(stream) else {
        return;
    };
    let mut client = Client {
        reader,
        writer,
        seat,
        settings: Settings::default(),
        statements: Statements::new(id),
        generation: 0,
        state: State {
            transaction: IDLE,
            batch_open: false,
            expected: 0,
            unnamed_waits: false,
            changed: false,
            gone: false,
        },
    };
    let mut turn = None;
    if let Err(End::Fatal(message)) = client.converse(&mut turn) {
        let _ = message.write(&mut client.writer);
        let _ = client.writer.flush();
    }
    client.clean_up(turn);
}

fn halves(stream: TcpStream) -> io::Result<(BufReader<TcpStream>, BufWriter<TcpStream>)> {
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(WRITE_LIMIT))?;
    Ok((BufReader::new(stream.try_clone()?), BufWriter::new(stream)))
}

fn broken(what: impl std::fmt::Display) -> End {
    End::Fatal(Message::fatal(
        "57P01",
        &format!("the embedded Postgres broke off: {what}"),
    ))
}

impl<'a> Client<'a> {
    fn converse(&mut self, turn: &mut Option<Turn<'a>>) -> Result<(), End> {
        self.begin_session()?;
        loop {
            let message = self.next()?;
            if message.tag == b'X' {
                return Ok(());
            }
            let mut held = match turn.take() {
                Some(held) => held,
                None => self.take_turn()?,
            };
            let outcome = self.forward(&mut held, message);
            if outcome.is_err() || self.needs_the_seat() {
                *turn = Some(held);
            }
            outcome?;
        }
    }

    fn next(&mut self) -> Result<Message, End> {
        if self.state.gone {
            return Err(End::Gone);
        }
        self.writer.flush()?;
        Message::read(&mut self.reader)?.ok_or(End::Gone)
    }

    fn begin_session(&mut self) -> Result<(), End> {
        self.settings = loop {
            match startup::read(&mut self.reader)? {
                Some(Startup::Session(settings)) => break settings,
                Some(Startup::Encryption) => {
                    self.writer.write_all(b"N")?;
                    self.writer.flush()?;
                }
                Some(Startup::Refused { code, reason }) => {
                    return Err(End::Fatal(Message::fatal(code, &reason)));
                }
                Some(Startup::Cancel) | None => return Err(End::Gone),
            }
        };
        let mut turn = self.take_turn()?;
        let server = turn.server().map_err(broken)?;
        Message::new(b'R', 0_i32.to_be_bytes()).write(&mut self.writer)?; // no password
        for parameter in server.upstream.parameters() {
            parameter.write(&mut self.writer)?;
        }
        Message::new(b'K', [0; 8]).write(&mut self.writer)?; // cancelling is not possible
        Message::new(b'Z', [IDLE]).write(&mut self.writer)?;
        Ok(())
    }

    /// Waits for the seat and makes the session this client's.
    fn take_turn(&mut self) -> Result<Turn<'a>, End> {
        let busy = || End::Fatal(Message::fatal("53300", BUSY));
        let mut turn = self.seat.take(WAIT_LIMIT).ok_or_else(busy)?;
        let server = turn.server().map_err(broken)?;
        if server.generation != self.generation {
            if !self.statements.is_empty() {
                self.statements.close_all();
                return Err(broken("its prepared statements are lost"));
            }
            self.generation = server.generation;
        }
        if server.settings.as_ref() != Some(&self.settings) {
            server.settings = None;
            match server.upstream.run(&self.settings.sql()) {
                Ok(None) => server.settings = Some(self.settings.clone()),
                Ok(Some(refusal)) => return Err(End::Fatal(refusal.into_fatal())),
                Err(error) => {
                    turn.forget_server();
                    return Err(broken(error));
                }
            }
        }
        Ok(turn)
    }

    /// Sends one message, and reads answers when it is one that asks for them.
    fn forward(&mut self, turn: &mut Turn<'_>, mut message: Message) -> Result<(), End> {
        self.statements.rename(&mut message);
        if self.watch(&message) != Effect::None {
            turn.server().map_err(broken)?.settings = None;
        }
        let outcome = self.exchange(turn, &message);
        if let Err(End::Fatal(_)) = outcome {
            turn.forget_server();
        }
        outcome
    }

    fn exchange(&mut self, turn: &mut Turn<'_>, message: &Message) -> Result<(), End> {
        let upstream = &mut turn.server().map_err(broken)?.upstream;
        upstream.send(message).map_err(broken)?;
        match message.tag {
            b'Q' | b'S' | b'F' => self.answer(turn, true),
            b'H' => self.answer(turn, false),
            _ => Ok(()),
        }
    }

    /// Notes what the message means for the seat; answers what it does to the session.
    fn watch(&mut self, message: &Message) -> Effect {
        let state = &mut self.state;
        let sql = match message.tag {
            b'Q' => message.body.as_slice(),
            b'P' => split_string(&message.body).map_or(&[][..], |(_, sql)| sql),
            _ => &[],
        };
        let effect = effect(sql.split(|byte| *byte == 0).next().unwrap_or_default());
        match effect {
            Effect::Keeps => state.changed = true,
            Effect::Resets => state.changed = false,
            Effect::None => {}
        }
        match message.tag {
            b'P' => state.unnamed_waits |= message.body.first() == Some(&0),
            b'B' => state.unnamed_waits = false,
            _ => {}
        }
        state.batch_open = !matches!(message.tag, b'Q' | b'S' | b'F');
        // A Describe of a statement has two answers; the first one is not counted.
        state.expected += usize::from(matches!(message.tag, b'P' | b'B' | b'D' | b'E' | b'C'));
        effect
    }

    /// Passes answers on: to the end of the batch, or what a Flush brings.
    fn answer(&mut self, turn: &mut Turn<'_>, to_the_end: bool) -> Result<(), End> {
        while to_the_end || self.state.expected > 0 {
            let server = turn.server().map_err(broken)?;
            let answer = server.upstream.read().map_err(broken)?;
            // A client that is gone must not stop us in the middle of an answer.
            self.state.gone = self.state.gone || answer.write(&mut self.writer).is_err();
            match answer.tag {
                b'Z' => {
                    self.state.transaction = answer.body.first().copied().unwrap_or(IDLE);
                    self.state.expected = 0;
                    return Ok(());
                }
                b'G' => self.copy_in(turn)?,
                b'E' => self.state.expected = 0,
                b'1' | b'2' | b'3' | b'C' | b'I' | b's' | b'T' | b'n' => {
                    self.state.expected = self.state.expected.saturating_sub(1);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// `copy … from stdin`: the client speaks until it is done.
    fn copy_in(&mut self, turn: &mut Turn<'_>) -> Result<(), End> {
        loop {
            let message = match self.next() {
                Ok(message) if message.tag != b'X' => message,
                _ => Message::new(b'f', "the client is gone\0"),
            };
            let upstream = &mut turn.server().map_err(broken)?.upstream;
            upstream.send(&message).map_err(broken)?;
            if matches!(message.tag, b'c' | b'f') {
                return Ok(());
            }
        }
    }

    fn needs_the_seat(&self) -> bool {
        let state = &self.state;
        state.transaction != IDLE || state.batch_open || state.unnamed_waits || state.changed
    }

    /// Leaves nothing of this client on the server.
    fn clean_up(&mut self, turn: Option<Turn<'_>>) {
        if turn.is_none() && self.statements.is_empty() {
            return;
        }
        let Some(mut turn) = turn.or_else(|| self.seat.take(WAIT_LIMIT)) else {
            return;
        };
        if self.undo(&mut turn).is_err() {
            turn.forget_server();
        }
    }

    fn undo(&mut self, turn: &mut Turn<'_>) -> Result<(), String> {
        let server = turn.server()?;
        if server.generation != self.generation {
            return Ok(());
        }
        server.settings = None;
        let mut undo = || -> io::Result<()> {
            if self.state.batch_open {
                server.upstream.send(&Message::new(b'S', []))?;
                server.upstream.until_ready()?;
            }
            server.upstream.run("rollback")?;
            for message in self.statements.close_all() {
                server.upstream.send(&message)?;
            }
            server.upstream.send(&Message::new(b'S', []))?;
            server.upstream.until_ready()?;
            server
                .upstream
                .run("select pg_advisory_unlock_all(); unlisten *; discard temp")?;
            Ok(())
        };
        undo().map_err(|error| error.to_string())
    }
}
