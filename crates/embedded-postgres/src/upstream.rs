//! The one connection to pglite-oxide, which all clients share.

use std::collections::BTreeMap;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Duration;

use pglite_oxide::PgliteServer;

use crate::channel::{self, Stream};
use crate::startup::{DATABASE, USER};
use crate::wire::{Message, length, split_string};

/// Bounds the first start, which unpacks the system tables. Measured: 0.2-0.5 s; a loaded
/// machine is given a hundred times that.
const START_LIMIT: Duration = Duration::from_secs(60);

/// A server with an open connection to it. The server takes one connection at a time, and every
/// new one costs it 0.15 s; what is worse, a client that breaks off or has `options` ends it.
pub struct Upstream {
    // Dropped before the server, which would wait for it.
    reader: BufReader<Stream>,
    writer: BufWriter<Stream>,
    parameters: BTreeMap<Vec<u8>, Vec<u8>>,
    _server: PgliteServer,
}

impl Upstream {
    /// Opens (or creates) the data directory and waits until the server answers.
    pub fn start(data_directory: &Path) -> Result<Self, String> {
        let server = channel::listen(PgliteServer::builder().path(data_directory))
            .start()
            .map_err(|error| explain(data_directory, &format!("{error:#}")))?;
        Self::connect(server)
            .map_err(|error| format!("The embedded Postgres does not answer: {error}."))
    }

    fn connect(server: PgliteServer) -> io::Result<Self> {
        let stream = channel::connect(&server)?;
        let mut upstream = Self {
            reader: BufReader::new(stream.try_clone()?),
            writer: BufWriter::new(stream.try_clone()?),
            parameters: BTreeMap::new(),
            _server: server,
        };
        stream.set_read_timeout(Some(START_LIMIT))?;
        upstream.start_session()?;
        // From here on a query may take as long as it likes.
        stream.set_read_timeout(None)?;
        Ok(upstream)
    }

    fn start_session(&mut self) -> io::Result<()> {
        let version = 196_608_i32.to_be_bytes();
        let parameters = format!("user\0{USER}\0database\0{DATABASE}\0\0");
        let body = [&version[..], parameters.as_bytes()].concat();
        self.writer.write_all(&length(body.len())?)?;
        self.writer.write_all(&body)?;
        self.until_ready()?.map_or(Ok(()), |error| {
            Err(io::Error::other(error.field(b'M').unwrap_or_default()))
        })
    }

    /// Sent with the next [`read`](Self::read) at the latest.
    pub fn send(&mut self, message: &Message) -> io::Result<()> {
        message.write(&mut self.writer)
    }

    /// The next message of the server.
    pub fn read(&mut self) -> io::Result<Message> {
        self.writer.flush()?;
        let message = Message::read(&mut self.reader)?
            .ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        if message.tag == b'S'
            && let Some((name, rest)) = split_string(&message.body)
            && let Some((value, _)) = split_string(rest)
        {
            self.parameters.insert(name.to_vec(), value.to_vec());
        }
        Ok(message)
    }

    /// Runs a query of our own. Its rows are nobody's; its first error is the answer.
    pub fn run(&mut self, sql: &str) -> io::Result<Option<Message>> {
        self.send(&Message::query(sql))?;
        self.until_ready()
    }

    /// Reads to the end of what was sent. The first error is the answer.
    pub fn until_ready(&mut self) -> io::Result<Option<Message>> {
        let mut error = None;
        loop {
            let message = self.read()?;
            match message.tag {
                b'Z' => return Ok(error),
                b'E' => error = error.or(Some(message)),
                _ => {}
            }
        }
    }

    /// What a new client is told about the server: encoding, time zone, version, …
    pub fn parameters(&self) -> impl Iterator<Item = Message> {
        self.parameters
            .iter()
            .map(|(name, value)| Message::new(b'S', [name, &b"\0"[..], value, &b"\0"[..]].concat()))
    }
}

impl Drop for Upstream {
    /// Terminate. The server closes the database and then the connection.
    fn drop(&mut self) {
        let _ = self.send(&Message::new(b'X', []));
        let _ = self.writer.flush();
        let _ = self.reader.get_ref().shutdown(std::net::Shutdown::Write);
        while let Ok(Some(_)) = Message::read(&mut self.reader) {}
    }
}

/// pglite-oxide's error chain as one sentence about what the reader can change.
fn explain(directory: &Path, chain: &str) -> String {
    let directory = directory.display();
    if chain.contains("already in use") {
        format!("The data directory {directory} is already in use by another process.")
    } else {
        let chain = chain.replace('\n', " ");
        format!("The embedded Postgres cannot start in {directory}: {chain}.")
    }
}
