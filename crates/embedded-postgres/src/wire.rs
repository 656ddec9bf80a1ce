//! Messages of the Postgres protocol, version 3: a tag, a length, a body.

use std::io::{self, Read, Write};

/// Far beyond what anybody sends; keeps a broken length from taking all memory.
const BODY_MAX_BYTES: usize = 128 << 20;

/// Ready for the next query: outside a transaction.
pub const IDLE: u8 = b'I';

/// One message after the startup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it is; client and server use the same letters for different things.
    pub tag: u8,
    /// Without tag and length.
    pub body: Vec<u8>,
}

impl Message {
    /// A message from its parts.
    pub fn new(tag: u8, body: impl Into<Vec<u8>>) -> Self {
        Self {
            tag,
            body: body.into(),
        }
    }

    /// A simple query.
    pub fn query(sql: &str) -> Self {
        Self::new(b'Q', [sql.as_bytes(), b"\0"].concat())
    }

    /// The end of a connection, said to the client.
    pub fn fatal(code: &str, text: &str) -> Self {
        let body = format!("SFATAL\0VFATAL\0C{code}\0M{text}\0\0");
        Self::new(b'E', body)
    }

    /// The same, for an error the server gave: only its severity changes.
    pub fn into_fatal(self) -> Self {
        Self::fatal(
            &self.field(b'C').unwrap_or_else(|| "XX000".into()),
            &self.field(b'M').unwrap_or_else(|| "no reason given".into()),
        )
    }

    /// `None` when the other side is gone between two messages.
    pub fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut tag = [0];
        if from.read(&mut tag)? == 0 {
            return Ok(None);
        }
        let body = read_body(from)?;
        Ok(Some(Self { tag: tag[0], body }))
    }

    /// Tag, length and body.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(&[self.tag])?;
        to.write_all(&length(self.body.len())?)?;
        to.write_all(&self.body)
    }

    /// A field of an ErrorResponse.
    pub fn field(&self, name: u8) -> Option<String> {
        self.body
            .split(|byte| *byte == 0)
            .find(|field| field.first() == Some(&name))
            .map(|field| String::from_utf8_lossy(&field[1..]).into_owned())
    }
}

/// A length that counts itself, and then so many bytes.
pub fn read_body(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = (u32::from_be_bytes(length) as usize)
        .checked_sub(4)
        .filter(|length| *length <= BODY_MAX_BYTES)
        .ok_or_else(|| io::Error::other("a message has an impossible length"))?;
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    Ok(body)
}

/// The length field of a body.
pub fn length(body: usize) -> io::Result<[u8; 4]> {
    let length = u32::try_from(body + 4).map_err(io::Error::other)?;
    Ok(length.to_be_bytes())
}

/// The first string of a body and what follows its end.
pub fn split_string(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = body.iter().position(|byte| *byte == 0)?;
    Some((&body[..end], &body[end + 1..]))
}
