//! One real connection: the backend starts with the first client, so "listening" is not "ready".

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Bounds the first start, which unpacks the system tables. Measured: 0.2-0.5 s; a loaded
/// machine is given a hundred times that.
const LIMIT: Duration = Duration::from_secs(60);

/// Connects as `postgres`, waits until the server is ready for a query, and says goodbye.
pub fn answers(address: SocketAddr) -> Result<(), String> {
    ask(address).map_err(|e| format!("The embedded Postgres does not answer: {e}"))
}

fn ask(address: SocketAddr) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(LIMIT))?;
    stream.write_all(&startup_message())?;
    loop {
        let (kind, body) = read_message(&mut stream)?;
        match kind {
            b'Z' => break,
            b'E' => return Err(std::io::Error::other(error_text(&body))),
            _ => {}
        }
    }
    stream.write_all(b"X\0\0\0\x04")?; // Terminate
    while stream.read(&mut [0; 256])? > 0 {}
    Ok(())
}

/// Protocol 3.0, user and database as in the URL.
fn startup_message() -> Vec<u8> {
    let mut body = 196_608_i32.to_be_bytes().to_vec();
    body.extend_from_slice(b"user\0postgres\0database\0template1\0\0");
    let length = i32::try_from(body.len() + 4).unwrap_or(i32::MAX);
    [&length.to_be_bytes(), body.as_slice()].concat()
}

fn read_message(stream: &mut TcpStream) -> std::io::Result<(u8, Vec<u8>)> {
    let mut head = [0; 5];
    stream.read_exact(&mut head)?;
    let [kind, a, b, c, d] = head;
    let length = u32::from_be_bytes([a, b, c, d])
        .saturating_sub(4)
        .min(1 << 20);
    let mut body = vec![0; length as usize];
    stream.read_exact(&mut body)?;
    Ok((kind, body))
}

/// The `M` field of an ErrorResponse.
fn error_text(body: &[u8]) -> String {
    body.split(|byte| *byte == 0)
        .find_map(|field| field.strip_prefix(b"M"))
        .map_or_else(
            || "no reason given".into(),
            |text| String::from_utf8_lossy(text).into_owned(),
        )
}
