//! The development key: a JWK Set (RFC 7517) with one HS256 key, made on first use.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::{AUDIENCE, Claims, Role, sign};

/// RFC 7518 3.2: an HS256 key is at least as long as the hash.
const KEY_BYTES: usize = 32;

/// A key set whose first HS256 key signs.
#[derive(Clone)]
pub struct DevKeys {
    json: String,
    id: Option<String>,
    secret: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct JwkSet {
    keys: Vec<Jwk>,
}

#[derive(Serialize, Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    k: Option<String>,
}

#[derive(Serialize)]
struct Payload<'a> {
    sub: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tenant: Option<&'a str>,
    roles: [Role; 1],
    aud: &'static str,
    iat: u64,
    exp: u64,
}

impl DevKeys {
    /// The keys of `state_dir` (`dev-keys.json`), made when there are none. Two processes that
    /// start at once get the same.
    pub fn load_or_create(state_dir: &Path) -> Result<Self> {
        let path = state_dir.join("dev-keys.json");
        if !path.exists() {
            std::fs::create_dir_all(state_dir)
                .with_context(|| format!("{} cannot be created", state_dir.display()))?;
            create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        }
        Self::load(&path)
    }

    /// The keys of a file.
    pub fn load(path: &Path) -> Result<Self> {
        let json = std::fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        Self::from_json(json).with_context(|| format!("{} is of no use", path.display()))
    }

    /// The keys of a JWK Set. The error never shows a key.
    pub fn from_json(json: String) -> Result<Self> {
        let set: JwkSet = serde_json::from_str(&json)
            .map_err(|error| anyhow!("it is not a JWK Set (line {})", error.line()))?;
        let (id, secret) = set
            .keys
            .into_iter()
            .find_map(signing_key)
            .context("it has no HS256 key of 32 bytes or more")?;
        Ok(Self { json, id, secret })
    }

    /// For the variable `jwt_keys`.
    pub fn jwks_json(&self) -> &str {
        &self.json
    }

    /// A signed token, valid from now on.
    pub fn mint(&self, claims: &Claims) -> Result<String> {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::ZERO)
            .as_secs();
        let payload = Payload {
            sub: &claims.subject,
            tenant: claims.tenant.as_deref(),
            roles: [claims.role],
            aud: AUDIENCE,
            iat: now,
            exp: now.saturating_add(claims.lifetime.as_secs()),
        };
        sign::jwt(self.id.as_deref(), &self.secret, &payload).context("The token cannot be signed")
    }
}

fn signing_key(key: Jwk) -> Option<(Option<String>, Vec<u8>)> {
    if key.kty != "oct" || key.alg.is_some_and(|algorithm| algorithm != "HS256") {
        return None;
    }
    let secret = URL_SAFE_NO_PAD.decode(key.k?.trim_end_matches('=')).ok()?;
    (secret.len() >= KEY_BYTES).then_some((key.kid, secret))
}

/// Written beside and then linked: nobody ever reads half a file, and the first of two wins.
fn create(path: &Path) -> Result<()> {
    let mut secret = [0; KEY_BYTES];
    getrandom::fill(&mut secret).map_err(|error| anyhow!("no random numbers: {error}"))?;
    let key = Jwk {
        kty: "oct".into(),
        kid: Some("dev".into()),
        alg: Some("HS256".into()),
        k: Some(URL_SAFE_NO_PAD.encode(secret)),
    };
    let draft = getrandom::u64().map_err(|error| anyhow!("no random numbers: {error}"))?;
    let draft = PathBuf::from(format!("{}.{draft:016x}", path.display()));
    private_file(&draft)?
        .write_all(serde_json::to_string_pretty(&JwkSet { keys: vec![key] })?.as_bytes())?;
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

/// Readable by its owner only: who has the key can be anybody.
fn private_file(path: &Path) -> Result<std::fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

impl std::fmt::Debug for DevKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DevKeys")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
