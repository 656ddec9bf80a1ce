//! HS256, the one algorithm development tokens need: HMAC with SHA-256 (RFC 7515, RFC 7518 3.2).

use anyhow::{Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::Serialize;
use sha2::Sha256;

#[derive(Serialize)]
struct Header<'a> {
    alg: &'static str,
    typ: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<&'a str>,
}

/// A signed JWT in compact form.
pub(super) fn jwt(key_id: Option<&str>, secret: &[u8], claims: &impl Serialize) -> Result<String> {
    let header = Header {
        alg: "HS256",
        typ: "JWT",
        kid: key_id,
    };
    let header = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&header)?);
    let claims = URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims)?);
    let message = format!("{header}.{claims}");
    let signature = hs256(secret, &message)?;
    Ok(format!("{message}.{signature}"))
}

fn hs256(secret: &[u8], message: &str) -> Result<String> {
    let mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|_| anyhow!("the key has no use"))?;
    let signature = mac.chain_update(message).finalize().into_bytes();
    Ok(URL_SAFE_NO_PAD.encode(signature))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

    use super::*;

    /// RFC 7515, appendix A.1.
    #[test]
    fn the_example_of_the_standard_gets_its_signature() {
        let key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
        let message = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
            eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

        let signature = hs256(&URL_SAFE_NO_PAD.decode(key).unwrap(), message).unwrap();

        assert_eq!(signature, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    }
}
