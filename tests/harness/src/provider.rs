//! A payment provider of a test's own: it can be down, slow and senseless, and keeps a ledger like any other.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Charges once per key, and says so.
    Well,
    /// Hangs up on whoever calls.
    Down,
    /// Charges, and takes longer to say so than anybody waits.
    Slow,
    /// Charges, and answers with this, byte for byte.
    Garbage(&'static str),
}

/// A server; gone with the value.
pub struct Provider {
    /// For the variable `payment_url`.
    pub url: String,
    shared: Arc<Shared>,
    server: tokio::task::JoinHandle<()>,
}

struct Shared {
    mood: Mutex<Mood>,
    /// Key to amount and currency.
    charges: Mutex<BTreeMap<String, Value>>,
}

impl Provider {
    /// Opens one.
    pub async fn open(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            mood: Mutex::new(mood),
            charges: Mutex::default(),
        });
        let serving = shared.clone();
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = serving.clone();
                // A caller that gives up is no news.
                tokio::spawn(async move { drop(answer(stream, &shared).await) });
            }
        });
        Self {
            url: format!("http://{address}"),
            shared,
            server,
        }
    }

    /// From the next call on.
    pub fn become_(&self, mood: Mood) {
        *lock(&self.shared.mood) = mood;
    }

    /// What was charged: amount_minor and currency, by key.
    pub fn charges(&self) -> BTreeMap<String, Value> {
        lock(&self.shared.charges).clone()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// One request per connection.
async fn answer(stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mood = *lock(&shared.mood);
    if mood == Mood::Down {
        return Ok(());
    }
    let mut stream = BufReader::new(stream);
    let (head, body) = read(&mut stream).await?;
    let (status, said) = charge(shared, &head, &body);
    if mood == Mood::Slow {
        std::future::pending::<()>().await;
    }
    let text = match mood {
        Mood::Garbage(text) => text.to_owned(),
        _ => format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{said}",
            said.len()
        ),
    };
    stream.get_mut().write_all(text.as_bytes()).await?;
    stream.get_mut().shutdown().await
}

/// The lines of the head, and the body.
async fn read(stream: &mut BufReader<TcpStream>) -> std::io::Result<(Vec<String>, Vec<u8>)> {
    let mut head = Vec::new();
    loop {
        let line = read_line(stream).await?;
        if line.is_empty() {
            break;
        }
        head.push(line);
    }
    let length = head
        .iter()
        .find_map(|line| value_of(line, "content-length")?.parse().ok());
    let mut body = Vec::new();
    let mut more = length.unwrap_or(0);
    let is_chunked = head
        .iter()
        .any(|line| value_of(line, "transfer-encoding").is_some());
    loop {
        if is_chunked {
            let size = read_line(stream).await?;
            more = usize::from_str_radix(&size, 16).unwrap_or(0);
        }
        let end = body.len();
        body.resize(end + more, 0);
        stream.read_exact(&mut body[end..]).await?;
        if !is_chunked || more == 0 {
            return Ok((head, body));
        }
        read_line(stream).await?;
    }
}

async fn read_line(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    Ok(line.trim_end().to_owned())
}

/// `POST /charges` with a key, and `GET /charges/{key}`.
fn charge(shared: &Shared, head: &[String], body: &[u8]) -> (&'static str, String) {
    let mut charges = lock(&shared.charges);
    let request = head.first().cloned().unwrap_or_default();
    let key = match request.strip_prefix("GET /charges/") {
        Some(rest) => rest.split(' ').next().map(str::to_owned),
        None => head
            .iter()
            .find_map(|line| value_of(line, "idempotency-key"))
            .map(str::to_owned),
    }
    .unwrap_or_default();
    if request.starts_with("POST") {
        let asked: Value = serde_json::from_slice(body).unwrap_or_default();
        charges.entry(key.clone()).or_insert_with(
            || json!({ "amount_minor": asked["amount_minor"], "currency": asked["currency"] }),
        );
    }
    match charges.get(&key) {
        Some(charge) => {
            let said = json!({
                "id": format!("ch_{key}"), "status": "succeeded", "decline_reason": null,
                "amount_minor": charge["amount_minor"], "currency": charge["currency"]
            });
            ("200 OK", said.to_string())
        }
        None => ("404 Not Found", "{}".to_owned()),
    }
}

fn value_of<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = line.split_once(':')?;
    found.eq_ignore_ascii_case(name).then_some(value.trim())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
