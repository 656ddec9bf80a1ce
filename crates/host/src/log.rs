//! The lines that components print, one by one, and the host's own lines about them.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::io::AsyncWrite;
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};
use wasmtime_wasi::p2::{OutputStream, Pollable, StreamResult};

/// A line longer than this is cut into several.
const LINE_BYTES: usize = 16 << 10;

/// Who printed a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogStream {
    /// The component, on standard output.
    Stdout,
    /// The component, on standard error.
    Stderr,
    /// The host, about the component: why a request failed.
    Host,
}

/// One line without its line end.
#[derive(Debug, Clone, Copy)]
pub struct LogLine<'a> {
    /// The component's id.
    pub component: &'a str,
    /// Who printed it.
    pub stream: LogStream,
    /// The text; bytes that are not UTF-8 have become `U+FFFD`.
    pub text: &'a str,
}

/// A function that gets every line. It is called from many threads and must not wait.
#[derive(Clone)]
pub struct LogSink(Arc<dyn Fn(LogLine<'_>) + Send + Sync>);

impl LogSink {
    /// A sink that calls `write`.
    pub fn new(write: impl Fn(LogLine<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }

    /// A sink that forgets.
    pub fn silent() -> Self {
        Self::new(|_| {})
    }

    pub(crate) fn host(&self, component: &str, text: &str) {
        (self.0)(LogLine {
            component,
            stream: LogStream::Host,
            text,
        });
    }

    /// A standard stream of an instance of `component`.
    pub(crate) fn stream(&self, component: &Arc<str>, stream: LogStream) -> GuestOutput {
        GuestOutput(Arc::new(Mutex::new(Lines {
            sink: self.clone(),
            component: component.clone(),
            stream,
            begun: Vec::new(),
        })))
    }
}

impl fmt::Debug for LogSink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LogSink")
    }
}

/// Standard output or error of one instance. All handles of the guest write into the same line.
#[derive(Clone)]
pub(crate) struct GuestOutput(Arc<Mutex<Lines>>);

struct Lines {
    sink: LogSink,
    component: Arc<str>,
    stream: LogStream,
    begun: Vec<u8>,
}

impl Lines {
    fn write(&mut self, mut bytes: &[u8]) {
        while let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            self.begun.extend_from_slice(&bytes[..end]);
            self.end_line();
            bytes = &bytes[end + 1..];
        }
        for part in bytes.chunks(LINE_BYTES) {
            self.begun.extend_from_slice(part);
            if self.begun.len() >= LINE_BYTES {
                self.end_line();
            }
        }
    }

    fn end_line(&mut self) {
        let text = String::from_utf8_lossy(&self.begun);
        let text = text.trim_end_matches('\r');
        (self.sink.0)(LogLine {
            component: &self.component,
            stream: self.stream,
            text,
        });
        self.begun.clear();
    }
}

/// A guest that died in the middle of a line has still said it.
impl Drop for Lines {
    fn drop(&mut self) {
        if !self.begun.is_empty() {
            self.end_line();
        }
    }
}

impl GuestOutput {
    fn write_now(&self, bytes: &[u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .write(bytes);
    }
}

impl IsTerminal for GuestOutput {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for GuestOutput {
    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        Box::new(self.clone())
    }

    // The default goes through a task, which loses the message of a panic when the trap is faster.
    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(self.clone())
    }
}

impl AsyncWrite for GuestOutput {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.write_now(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[wasmtime_wasi::async_trait]
impl Pollable for GuestOutput {
    async fn ready(&mut self) {}
}

impl OutputStream for GuestOutput {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        self.write_now(&bytes);
        Ok(())
    }

    fn flush(&mut self) -> StreamResult<()> {
        Ok(())
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(LINE_BYTES)
    }
}
