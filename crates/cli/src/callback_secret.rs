//! `spindle tenant callback-secret`: what providers sign their callbacks with. A secret is printed once,
//! when it is made; afterwards it is known by the beginning of its SHA-256.

mod functions;

use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::connection;
use functions::{
    AddCallbackSecretOutcome, CallbackSecretsViewOutcome, ExpireCallbackSecretOutcome,
};

/// How a secret begins (Standard Webhooks 1.0).
const PREFIX: &str = "whsec_";

/// How long those that are made here are, in bytes. The standard asks for 24 to 64.
const SECRET_BYTES: usize = 32;

/// A secret without itself.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct CallbackSecret {
    id: String,
    provider: String,
    created_at: String,
    expires_at: Option<String>,
    is_good: bool,
}

/// Gives a provider a secret: a new one, or the one that the provider has made. Older ones stay good
/// for `overlap` more. The text that comes back holds a new secret, and is its only copy.
pub async fn add(
    url: &str,
    tenant_id: &str,
    provider: &str,
    given: Option<&str>,
    overlap: Duration,
) -> Result<String> {
    check_name(provider)?;
    let secret = match given {
        Some(given) => decode(given)?,
        None => random()?,
    };
    let mut connection = connection::connect(url).await?;
    let added =
        functions::add_callback_secret(&mut connection, tenant_id, provider, &secret, overlap);
    match added.await? {
        AddCallbackSecretOutcome::Added { secret: _ } if given.is_none() => {
            Ok(format!("{PREFIX}{}\n", BASE64_STANDARD.encode(&secret)))
        }
        AddCallbackSecretOutcome::Added { secret } => Ok(line(&secret)),
        AddCallbackSecretOutcome::SecretExists => bail!("{provider} has this secret already."),
        AddCallbackSecretOutcome::TooManySecrets => bail!(
            "{provider} has ten secrets that are good: end one with `spindle tenant callback-secret expire`."
        ),
        AddCallbackSecretOutcome::UnknownTenant => Err(unknown_tenant(tenant_id)),
    }
}

/// The secrets of a tenant's providers, one line each.
pub async fn list(url: &str, tenant_id: &str) -> Result<String> {
    let mut connection = connection::connect(url).await?;
    match functions::callback_secrets_view(&mut connection, tenant_id).await? {
        CallbackSecretsViewOutcome::Listed { secrets } => Ok(secrets.iter().map(line).collect()),
        CallbackSecretsViewOutcome::UnknownTenant => Err(unknown_tenant(tenant_id)),
    }
}

/// Ends a secret at once. `id` is what [`list`] shows.
pub async fn expire(url: &str, tenant_id: &str, provider: &str, id: &str) -> Result<String> {
    let mut connection = connection::connect(url).await?;
    let expired = functions::expire_callback_secret(&mut connection, tenant_id, provider, id);
    match expired.await? {
        ExpireCallbackSecretOutcome::Expired { secret } => Ok(line(&secret)),
        ExpireCallbackSecretOutcome::UnknownSecret => bail!(
            "{provider} has no secret {id}: `spindle tenant callback-secret list {tenant_id}` shows those there are."
        ),
    }
}

fn line(secret: &CallbackSecret) -> String {
    let CallbackSecret {
        id,
        provider,
        created_at,
        expires_at,
        is_good,
    } = secret;
    let until = match (is_good, expires_at) {
        (true, None) => "good".to_owned(),
        (true, Some(at)) => format!("good until {at}"),
        (false, at) => format!("ended {}", at.as_deref().unwrap_or_default()),
    };
    format!("{provider}  {id}  since {created_at}  {until}\n")
}

fn check_name(provider: &str) -> Result<()> {
    let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    if !(1..=50).contains(&provider.len()) || !provider.bytes().all(fits) {
        bail!("A provider's name is 1 to 50 of a-z, 0-9 and -.");
    }
    Ok(())
}

fn decode(given: &str) -> Result<Vec<u8>> {
    let secret = given
        .strip_prefix(PREFIX)
        .and_then(|text| BASE64_STANDARD.decode(text).ok())
        .filter(|secret| (24..=64).contains(&secret.len()));
    secret.context("A secret is whsec_ and the base64 of 24 to 64 bytes.")
}

fn random() -> Result<Vec<u8>> {
    let mut secret = vec![0; SECRET_BYTES];
    getrandom::fill(&mut secret).context("This machine gives no random numbers")?;
    Ok(secret)
}

fn unknown_tenant(tenant_id: &str) -> anyhow::Error {
    anyhow::anyhow!("There is no tenant {tenant_id}: `spindle tenant list` shows those there are.")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

    use super::*;

    #[test]
    fn a_secret_has_its_prefix_and_its_length() {
        let good = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        assert_eq!(decode(good).unwrap().len(), 24);
        assert_eq!(random().unwrap().len(), SECRET_BYTES);
        assert_ne!(random().unwrap(), random().unwrap());

        let short = format!("whsec_{}", BASE64_STANDARD.encode([7; 23]));
        let long = format!("whsec_{}", BASE64_STANDARD.encode([7; 65]));
        for bad in [
            "",
            "whsec_",
            &good[6..],
            "whsec_?",
            "whpk_AAAA",
            &short,
            &long,
        ] {
            assert!(decode(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_provider_has_a_plain_name() {
        assert!(check_name("acme-pay-2").is_ok());
        for bad in ["", "Acme", "acme pay", "acme_pay", &"x".repeat(51)] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }
}
